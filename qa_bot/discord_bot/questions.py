"""Ask by a command: /ask, "Ask about this" on a message, and the buttons of readings."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from qa_bot.conversation import Conversation
from qa_bot.discord_bot.buttons import GONE
from qa_bot.discord_bot.delivery import Delivery, Part
from qa_bot.discord_bot.invocation import has_words
from qa_bot.discord_bot.outlets import InteractionOutlet
from qa_bot.discord_bot.places import person_of, place_of_interaction
from qa_bot.discord_bot.publishing import Publication
from qa_bot.discord_bot.recollection import Recollection, plain_message
from qa_bot.discord_bot.service import Service

ALREADY_ACKNOWLEDGED = 40060
MAX_CHARS = 4000
_logger = logging.getLogger(__name__)


class Questions:
    """Answer the interactions of one client that ask something."""

    def __init__(self, service: Service, recollection: Recollection) -> None:
        self._service = service
        self._recollection = recollection

    async def ask(self, interaction: discord.Interaction, question: str, is_private: bool) -> None:
        """Answer /ask."""

        async def recall() -> Conversation:
            return await self._recollection.in_channel(interaction.channel, interaction.user.id)

        if await acknowledge(interaction, is_private):
            await self._answer(interaction, question, is_private, recall)

    async def ask_about(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Answer what a message asks."""

        async def recall() -> Conversation:
            return await self._recollection.before(message, interaction.channel)

        if await acknowledge(interaction, is_private=False):
            await self._answer(interaction, plain_message(message, interaction.application_id), False, recall)

    async def answer_reading(self, interaction: discord.Interaction, entry_id: str, number: int) -> None:
        """Answer one reading, counted from 1, of a question that was ambiguous."""
        is_private = interaction.message is not None and interaction.message.flags.ephemeral
        if not await acknowledge(interaction, is_private):
            return
        entry = await asyncio.to_thread(self._service.store.entry, entry_id)
        if entry is None or not 0 < number <= len(entry.answer.readings):
            await interaction.edit_original_response(content=GONE, allowed_mentions=discord.AllowedMentions.none())
            return
        answer = entry.answer

        async def recall() -> Conversation:
            return Conversation().with_answer(answer)

        await self._answer(interaction, answer.readings[number - 1], is_private, recall)

    async def _answer(
        self,
        interaction: discord.Interaction,
        question: str,
        is_private: bool,
        recall: Callable[[], Awaitable[Conversation]],
    ) -> None:
        service, place = self._service, place_of_interaction(interaction)
        delivery = Delivery(InteractionOutlet(interaction, is_private, service.prompts.say("discord_late")))
        granted = await service.access(place, person_of(interaction.user, interaction.permissions))
        if granted.refusal is not None:
            _logger.info("not answered: interaction=%d refusal=%s", interaction.id, granted.refusal)
            await delivery.finish([Part(service.prompts.say(f"discord_refused_{granted.refusal}"))])
            return
        if not has_words(question):
            await delivery.finish([Part(service.prompts.say("discord_no_text"))])
            return
        quoted = "" if is_private else question
        publication = Publication(delivery, interaction.user.id, place, is_private, quoted)
        await service.desk.take(service.asking(interaction.id, question, publication, recall))


async def acknowledge(interaction: discord.Interaction, is_private: bool) -> bool:
    """Tell Discord that an answer comes; False where somebody else answers already.

    When Discord no longer knows the interaction the answer still goes out, as an ordinary message.
    """
    try:
        await interaction.response.defer(thinking=True, ephemeral=is_private)
    except discord.HTTPException as error:
        _logger.warning("not acknowledged: interaction=%d status=%d code=%d", interaction.id, error.status, error.code)
        return error.code != ALREADY_ACKNOWLEDGED
    return True


def add_questions(tree: app_commands.CommandTree[Any], questions: Questions) -> None:
    """Add /ask and the message command to a tree."""
    everywhere = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
    installed = app_commands.AppInstallationType(guild=True, user=False)

    @app_commands.describe(question="What you want to know", private="Show the answer to you alone")
    async def ask(
        interaction: discord.Interaction, question: app_commands.Range[str, 1, MAX_CHARS], private: bool = False
    ) -> None:
        await questions.ask(interaction, question, private)

    async def ask_about(interaction: discord.Interaction, message: discord.Message) -> None:
        await questions.ask_about(interaction, message)

    tree.add_command(
        app_commands.Command(
            name="ask",
            description="Ask the documents a question",
            callback=ask,
            allowed_contexts=everywhere,
            allowed_installs=installed,
        )
    )
    tree.add_command(
        app_commands.ContextMenu(
            name="Ask about this", callback=ask_about, allowed_contexts=everywhere, allowed_installs=installed
        )
    )
