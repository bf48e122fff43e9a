"""Ask by a command: /ask, "Ask about this" on a message, and the buttons of readings."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import NamedTuple

import discord

from qa_bot.answer import Answer
from qa_bot.conversation import Conversation
from qa_bot.discord_bot.components.answer_view import GONE
from qa_bot.discord_bot.desk.asked import Asked
from qa_bot.discord_bot.incoming.above import asked_in, question_above
from qa_bot.discord_bot.incoming.attachments import Attachments, attachments_of, sorted_out
from qa_bot.discord_bot.incoming.community import CommunityMessages
from qa_bot.discord_bot.incoming.invocation import granted_to, has_words, place_of_interaction, points_above
from qa_bot.discord_bot.incoming.recollection import Recollection, quoted_question
from qa_bot.discord_bot.memory.entry import Entry
from qa_bot.discord_bot.outgoing.delivery import Delivery, Part
from qa_bot.discord_bot.outgoing.requests import FAILURES, within
from qa_bot.discord_bot.outgoing.responses import InteractionDestination, acknowledge
from qa_bot.discord_bot.outgoing.threads import open_thread
from qa_bot.discord_bot.policy.access import Access, may_read
from qa_bot.discord_bot.service import Service
from qa_bot.filters import read_filters

Corpora = tuple[str, ...]
# Discord wants to hear within three seconds that an answer comes.
DECISION_PATIENCE_S = 1.0
_logger = logging.getLogger(__name__)


class Wanted(NamedTuple):
    """What an interaction asks; `recall` reads the conversation before it, as far as it comes from corpora.

    `corpora` are those that the question's own words come from. `attachments` came with it. `hint` names what is said where
    nothing is asked.
    """

    question: str
    is_private: bool
    recall: Callable[[Corpora], Awaitable[Conversation]]
    corpora: Corpora = ()
    attachments: Attachments = Attachments()
    hint: str = "discord_no_text"


class AskingCommands:
    """The interactions of one client that ask something."""

    def __init__(self, service: Service, recollection: Recollection, community: CommunityMessages) -> None:
        self._service = service
        self._community = community
        self._recollection = recollection

    async def ask(
        self, interaction: discord.Interaction, question: str, is_private: bool, file: discord.Attachment | None = None
    ) -> None:
        """Answer /ask; what a file says that only the person who asks can see, nobody else is shown."""

        async def recall(corpora: Corpora) -> Conversation:
            return await self._recollection.in_channel(interaction.channel, interaction.user.id, corpora)

        attachments = sorted_out([file] if file else [])
        wanted = Wanted(question, is_private or file is not None, recall, attachments=attachments)
        with self._service.desk.arriving(interaction.id):
            if file is None and points_above(question):
                await self._ask_above(interaction, wanted)
            else:
                await self._answer(interaction, wanted)

    async def _ask_above(self, interaction: discord.Interaction, wanted: Wanted) -> None:
        """Answer the question that stands above a command; to look it up may take longer than Discord waits."""
        delivery = await self._begin(interaction, wanted.is_private)
        me = interaction.client.user.id if interaction.client.user else interaction.application_id
        found = await question_above(interaction.channel, None, wanted.question, interaction.user.id, me)

        async def recall(corpora: Corpora) -> Conversation:
            assert found is not None
            return await self._recollection.before(found, interaction.channel, corpora)

        question = asked_in(found, me) if found else ""
        attachments = attachments_of(found) if found else Attachments()
        await self._answer(
            interaction, Wanted(question, wanted.is_private, recall, (), attachments, "discord_above_hint"), delivery
        )

    async def ask_about(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Answer what a message asks; about an answer of the bot's, its question is asked again."""

        async def recall(corpora: Corpora) -> Conversation:
            return await self._recollection.before(message, interaction.channel, corpora)

        with self._service.desk.arriving(interaction.id):
            question, corpora = await self._asked_in(interaction, message)
            is_mine = interaction.client.user is not None and message.author.id == interaction.client.user.id
            attachments = Attachments() if is_mine else attachments_of(message)
            await self._answer(interaction, Wanted(question, False, recall, corpora, attachments))

    async def answer_reading(self, interaction: discord.Interaction, entry_id: str, number: int) -> None:
        """Answer one reading, counted from 1, of a question that was ambiguous."""
        entry = await asyncio.to_thread(self._service.store.entry, entry_id)
        if entry is None or not 0 < number <= len(entry.answer.readings):
            await (await self._begin(interaction, is_private=True)).finish([Part(GONE)])
        else:
            await self._answer_from(
                interaction, entry, entry.answer.readings[number - 1], Conversation().with_answer(entry.answer)
            )

    async def answer_again(self, interaction: discord.Interaction, entry_id: str) -> None:
        """Answer the question of an answer once more, as it was understood."""
        entry = await asyncio.to_thread(self._service.store.entry, entry_id)
        if entry is None:
            await (await self._begin(interaction, is_private=True)).finish([Part(GONE)])
        else:
            await self._answer_from(interaction, entry, asked_again(entry.answer), Conversation())

    async def _answer_from(
        self, interaction: discord.Interaction, entry: Entry, question: str, conversation: Conversation
    ) -> None:
        """Answer a question whose words come from an answer; where that was private, this is."""
        is_private = interaction.message is not None and interaction.message.flags.ephemeral

        async def recall(_: Corpora) -> Conversation:
            return conversation

        with self._service.desk.arriving(interaction.id):
            await self._answer(interaction, Wanted(question, is_private, recall, entry.corpora))

    async def refusal(self, interaction: discord.Interaction, entry: Entry, is_private: bool) -> str | None:
        """Return why what an answer was made from may not be shown to the person who pressed a button, or to all."""
        is_readable = may_read(entry.corpora, (await self._granted(interaction)).readable.corpora(is_private))
        return None if is_readable else self._service.prompts.say("discord_other_corpus")

    async def _answer(self, interaction: discord.Interaction, wanted: Wanted, delivery: Delivery | None = None) -> None:
        question, is_private = wanted.question, wanted.is_private
        try:
            access = await within(DECISION_PATIENCE_S, self._access(interaction))
        except TimeoutError:
            delivery = delivery or await self._begin(interaction, is_private)
            access = await self._access(interaction)
        refusal = self._refusal(access, wanted) or self._service.desk.admit(
            interaction.id, question, interaction.user.id, interaction.guild_id
        )
        delivery = delivery or await self._begin(interaction, is_private or refusal is not None)
        if refusal is not None:
            await delivery.finish([Part(refusal)])
            return
        await self._service.desk.take(self._asked(interaction, wanted, access, delivery))

    def _asked(self, interaction: discord.Interaction, wanted: Wanted, access: Access, delivery: Delivery) -> Asked:
        place, is_private = place_of_interaction(interaction), wanted.is_private
        corpora = access.readable.corpora(is_private)
        opens_thread = access.opens_thread and not is_private
        return Asked(
            interaction.id,
            wanted.question,
            interaction.user.id,
            place,
            corpora,
            delivery,
            partial(wanted.recall, corpora),
            is_private,
            quotes_question=not is_private,
            open_thread=self._thread_opener(interaction, wanted.question) if opens_thread else None,
            known=partial(self._community.answer, place, corpora),
            files=wanted.attachments.fetch(),
            remark=wanted.attachments.remark(self._service.prompts),
        )

    async def _asked_in(self, interaction: discord.Interaction, message: discord.Message) -> tuple[str, Corpora]:
        """Return what a message asks, and the corpora that this comes from: a reading of a question has words of documents."""
        me = interaction.client.user
        if me is None or message.author.id != me.id:
            return asked_in(message, me.id if me else interaction.application_id), ()
        entry = await asyncio.to_thread(self._service.store.entry_of_message, message.id)
        if entry is not None:
            return entry.answer.question, entry.corpora
        return ("" if self._service.settings.discord_corpora else quoted_question(message.content)), ()

    async def _access(self, interaction: discord.Interaction) -> Access:
        """Return what a person may do here; it is known before the deferral, which fixes who sees what follows."""
        access = await self._granted(interaction)
        if access.refusal is not None:
            _logger.info("not answered: interaction=%d refusal=%s", interaction.id, access.refusal)
        return access

    async def _granted(self, interaction: discord.Interaction) -> Access:
        return await granted_to(interaction, self._service.settings, self._service.store.guild_config)

    def _refusal(self, access: Access, wanted: Wanted) -> str | None:
        say = self._service.prompts.say
        corpora = access.readable.corpora(wanted.is_private)
        if access.refusal is not None:
            return say(f"discord_refused_{access.refusal}")
        if not corpora:
            return say("discord_refused_corpus")
        if not may_read(wanted.corpora, corpora):
            return say("discord_other_corpus")
        return None if has_words(wanted.question) else say(wanted.hint)

    def _thread_opener(self, interaction: discord.Interaction, question: str) -> Callable[[int], Awaitable[object]]:
        """Return what opens a thread on an answer: a command leaves no message before that."""
        channel = interaction.client.get_partial_messageable(interaction.channel_id or 0, guild_id=interaction.guild_id)
        return lambda message_id: open_thread(channel.get_partial_message(message_id), question, self._service.store)

    async def _begin(self, interaction: discord.Interaction, is_private: bool) -> Delivery:
        """Tell Discord that an answer comes, and return the way it takes.

        Where Discord has lost the interaction the answer still goes out, as an ordinary message.
        """
        try:
            await acknowledge(interaction, is_private)
        except FAILURES as error:
            _logger.warning("not acknowledged: interaction=%d error=%s", interaction.id, error)
        return Delivery(InteractionDestination(interaction, is_private, self._service.prompts.say("discord_late")))


def asked_again(answer: Answer) -> str:
    """Return the question of an answer as it stands alone, with the choice of documents that was made."""
    if answer.filters is None or read_filters(answer.standalone_question)[1]:
        return answer.standalone_question
    return f"{answer.standalone_question} {answer.filters.told()}"
