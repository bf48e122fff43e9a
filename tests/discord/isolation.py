"""A server with many corpora that all have words of their own, and people who may read some of them here and there.

Who may read what is reckoned here a second time, in few lines, and everything that Discord receives is compared with it.
"""

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from qa_bot.answer import Answer, Citation, IndexInfo, NearestQuote
from qa_bot.conversation import Conversation
from qa_bot.discord_bot.components.marking import mark_next
from qa_bot.discord_bot.connection.client import QaBotClient
from qa_bot.discord_bot.desk.answerer import Answerer
from qa_bot.discord_bot.desk.attached import AttachedFile
from qa_bot.discord_bot.memory.community import CommunityAnswer
from qa_bot.discord_bot.policy.choices import ChannelConfig, GuildConfig, RoleCorpora
from qa_bot.discord_bot.policy.limits import DAY_S, Calls
from qa_bot.discord_bot.service import Service
from qa_bot.discord_bot.serving import service_of
from qa_bot.prompts import Prompts, load_prompts
from qa_bot.settings import Settings, load_settings
from testing.discord import playing
from testing.discord.interactions import Interaction
from testing.discord.payloads import role_payload
from testing.discord.playing import Scene
from testing.discord.server import LoopbackDiscord
from testing.discord.world import Channel, Message, Role, User

CORPORA = tuple(f"c{number:02}" for number in range(20))
# The last two are lent to another server alone.
LENT = frozenset(CORPORA[:18])
STARTED = ""
INDEX = IndexInfo(generation=1, documents=1, chunks=1, built_at="2026-01-01T00:00:00+00:00")
_WORD = re.compile(r"canary(c\d\d|started)word")
NO_LIMIT = 1_000_000
HOUSES = 999


def word(corpus: str) -> str:
    """Return the word that every text from a corpus has."""
    return f"canary{corpus or 'started'}word"


def corpora_in(told: object) -> set[str]:
    """Return the corpora that something has words of."""
    return {STARTED if name == "started" else name for name in _WORD.findall(str(told))}


class TellingAnswers(Answerer):
    """Answers that tell all they can: words of every corpus that is asked and of the conversation, in every field."""

    def _answer(self, question: str, conversation: Conversation, corpora: tuple[str, ...], listen: object) -> Answer:
        told = " ".join(word(corpus) for corpus in sorted({*corpora, *corpora_in(conversation)}))
        kind = Random(f"{question} {told}").choice(("answered", "answered", "abstained", "ambiguous"))
        place: dict[str, Any] = {"quote": told, "start": 0, "end": len(told), "line_start": 1, "line_end": 1}
        known: dict[str, Any] = {"question": question, "confidence": 0.9, "index": INDEX, "note": told}
        known["standalone_question"] = f"What is {told}?"
        if kind == "answered":
            cited = [Citation(number=n, source=word(one), title=word(one), **place) for n, one in enumerate(corpora, 1)]
            return Answer(**known, status="answered", text=f"{told} [1]", citations=tuple(cited))
        if kind == "abstained":
            near = NearestQuote(source=told, **place)
            return Answer(**known, status="abstained", reason="not_in_corpus", text=told, nearest=(near,), closest=(told,))
        readings = tuple(f"Who is {word(corpus)}?" for corpus in corpora)
        return Answer(**known, status="abstained", reason="ambiguous", text=told, readings=readings)

    def _asked_before(self, question: str, kept: Sequence[CommunityAnswer]) -> CommunityAnswer | None:
        """Take any answer of a person for one to the question: which may be told is not for the matching to decide."""
        return Random(question).choice(kept)

    def _answer_from(self, files: Sequence[AttachedFile], question: str, conversation: Conversation, listen: object) -> Answer:
        """Tell all that files and the conversation say."""
        told = " ".join([*(file.data.decode() for file in files), *map(word, sorted(corpora_in(conversation)))])
        return Answer(question=question, standalone_question=told, confidence=0.9, index=INDEX, status="answered", text=told)


class Isolated(Scene):
    """A server with channels, threads, roles and people; each step is one thing that somebody does."""

    def __init__(self, server: LoopbackDiscord, service: Service, random: Random) -> None:
        super().__init__(server)
        self.service, self.random = service, random
        world = server.world
        self.people = [server.user(f"person{number}") for number in range(6)]
        self.roles: list[Role] = [world.add_role(f"role{number}") for number in range(4)]
        self.channels = [server.channel("general"), *(world.add_channel(f"channel{number}") for number in range(5))]
        self.opened: dict[int, list[str]] = {}
        self.chosen: dict[int, list[str]] = {}
        self.everywhere: list[str] = []
        self.shown: list[tuple[Message, User | None]] = []
        self.offers: list[Message] = []
        self.calls: list[Message] = []
        self.happened: Counter[str] = Counter()
        self.helpers = world.add_role("helpers")
        server.send_event("GUILD_ROLE_CREATE", {"guild_id": str(world.guild.id), "role": role_payload(self.helpers, 9)})

    # Who may read what

    def in_public(self, channel: Channel) -> set[str]:
        """Return what everybody in a channel may read."""
        if channel.guild is None:
            return {STARTED}
        home = channel.parent or channel
        chosen = self.chosen.get(home.id) or self.everywhere
        return set(chosen) & LENT if chosen else {STARTED}

    def in_private(self, channel: Channel, person: User) -> set[str]:
        """Return what a person may read in a channel where nobody else sees it."""
        if channel.guild is None:
            return {STARTED}
        roles = channel.guild.members[person.id][1]
        return self.in_public(channel) | {name for role in roles for name in self.opened.get(role, ())} & LENT

    # What happens

    async def choose_corpora(self) -> None:
        """Let the managers choose something else."""
        some = self.random.sample(CORPORA, self.random.randint(0, 3))
        target = self.random.choice(("channel", "channel", "role", "everywhere"))
        if target == "channel":
            self.chosen[self.random.choice(self.channels).id] = some
        elif target == "role":
            self.opened[self.random.choice(self.roles).id] = some
        else:
            self.everywhere = some
        channels = [ChannelConfig(channel_id=channel, corpora=tuple(names)) for channel, names in self.chosen.items() if names]
        roles = [RoleCorpora(role_id=role, corpora=tuple(names)) for role, names in self.opened.items() if names]
        config = GuildConfig(corpora=tuple(self.everywhere), channels=tuple(channels), role_corpora=tuple(roles))
        config = config.with_handoff(self.helpers.id)
        self.service.store.save_guild_config(self.server.world.guild.id, config)

    async def change_roles(self) -> None:
        """Give somebody other roles."""
        person = self.random.choice(self.people)
        helps = [self.helpers] if self.random.random() < 0.5 else []
        self.server.world.guild.add(person, *helps, *self.random.sample(self.roles, self.random.randint(0, 2)))

    async def ask_by_message(self) -> None:
        """Ask in a channel or a thread, now and then as a reply to an answer of any time."""
        channel, person = self._somewhere(), self.random.choice(self.people)
        answers = [message for message, viewer in self.shown if viewer is None and message.channel is channel]
        replied = self.random.choice(answers) if answers and self.random.random() < 0.5 else None
        # What a person attaches, everybody in the channel sees.
        readable = sorted(self.in_public(channel))
        files = {"notes.txt": " ".join(map(word, readable)).encode()} if self.random.random() < 0.1 else None
        self.happened["attached"] += files is not None
        asking = self.say(person, self._question(), channel, reply_to=replied, mention=True, files=files)
        await self._watched("message", asking, self.in_public(channel), channel)

    async def ask_by_command(self) -> None:
        """Ask by /ask, in private or for all to see."""
        channel, person, is_private = self._somewhere(), self.random.choice(self.people), self.random.random() < 0.6
        allowed = self.in_private(channel, person) if is_private else self.in_public(channel)
        asking = self.slash(person, "ask", channel, question=self._question(), private=is_private)
        await self._watched("private" if is_private else "command", asking, allowed, channel)

    async def ask_directly(self) -> None:
        """Send a direct message."""
        person = self.random.choice(self.people)
        await self._watched("direct", self.tell(person, self._question()), {STARTED}, self.server.world.dm(person))

    async def ask_about(self) -> None:
        """Ask about an answer of any time."""
        if public := [message for message, viewer in self.shown if viewer is None and message.channel.guild]:
            message, person = self.random.choice(public[-60:]), self.random.choice(self.people)
            asking = self.context_menu(person, "Ask about this", message)
            await self._watched("about", asking, self.in_public(message.channel), message.channel)

    async def press_button(self) -> None:
        """Press any button of an answer or a page of any time; what it asks is as public as the message is."""
        pages = [(message, viewer) for message, viewer in self.shown[-200:] if message.embeds and message.buttons()]
        some = pages if pages and self.random.random() < 0.3 else self.shown[-200:]
        message, viewer = self.random.choice(some) if some else (None, None)
        if message is None or not (buttons := [b["custom_id"] for b in message.buttons() if not b.get("disabled")]):
            return
        channel, person = message.channel, viewer or self.random.choice(self.people)
        again = [one for one in buttons if one.startswith("qa:again")]
        custom_id = self.random.choice(again if again and self.random.random() < 0.7 else buttons)
        is_public = viewer is None and custom_id.startswith(("qa:reading", "qa:again"))
        allowed = self.in_public(channel) if is_public else self.in_private(channel, person)
        await self._watched(custom_id.split(":")[1], self.press(person, message, custom_id), allowed, channel)

    async def call_somebody(self) -> None:
        """Ask a person where the documents had no answer, at any time."""
        if self.offers:
            message, person = self.random.choice(self.offers[-10:]), self.random.choice(self.people)
            pressing = self.press(person, message, "Ask a person")
            await self._watched("person", pressing, self.in_public(message.channel), message.channel)
            self.calls += [said for said in (message.thread or message.channel).messages.values() if said.mention_roles][-1:]

    async def help_somebody(self) -> None:
        """Answer, as a helper, what a person was asked for: with words of what may be read there; and keep that."""
        helpers = [person for person in self.people if self.helpers.id in self.server.world.guild.members[person.id][1]]
        if not self.calls or not helpers:
            return
        call, person = self.random.choice(self.calls[-20:]), self.random.choice(helpers)
        entry = self.service.community.entry_of_call(call.id)
        if entry is None:
            return
        # A helper may tell of what the channel could read when it was asked: nobody else may be told.
        said = " ".join(["I know it:", *map(word, entry.corpora)])
        await self.say(person, said, call.channel, reply_to=call)
        offer = list(call.channel.messages.values())[-1]
        if "Keep this answer" in offer.labels():
            await self._watched("keep", self.press(person, offer, "Keep this answer"), set(), call.channel)

    async def change_source(self) -> None:
        """Let the quotes of an answer of any time stand no more; its message says so, and tells nothing that it did not tell."""
        public = [message for message, viewer in self.shown[-200:] if viewer is None]
        store, message = self.service.store, self.random.choice(public) if public else None
        entry = store.entry_of_message(message.id) if message else None
        if message is None or entry is None:
            return
        with store.changing() as connection:
            connection.execute("UPDATE quotes SET stands = 0 WHERE entry_id = ?", (entry.id,))
        marking = mark_next(self.bot, store, self.service.prompts)
        await self._watched("mark", marking, corpora_in(message.text()), message.channel)

    async def forget_somebody(self) -> None:
        """Delete what is kept of somebody; the messages stay, and nobody knows any more where they come from."""
        self.service.store.forget_user(self.random.choice(self.people).id)

    async def look(self) -> None:
        """Ask for the state, or let a manager see what is chosen and type a name."""
        channel, owner = self.random.choice(self.channels), self.server.world.owner
        await self._watched("status", self.slash(self.random.choice(self.people), "status", channel), set(), channel)
        await self._watched("show", self.slash(owner, "config show", channel), set(), channel)

    async def restart_bot(self) -> None:
        """Start a new bot in the place of the one that runs."""
        await self.restart(QaBotClient(self.service))

    def _somewhere(self) -> Channel:
        threads = [channel for channel in self.server.world.channels.values() if channel.is_thread]
        return self.random.choice(threads if threads and self.random.random() < 0.1 else self.channels)

    def _question(self) -> str:
        return f"Who keeps the keys of house {self.random.randint(1, HOUSES)}?"

    async def _watched(self, name: str, doing: Awaitable[Any], allowed: set[str], channel: Channel) -> None:
        """Do something, and compare all that Discord received with what may be read."""
        begun, bodies = len(self.server.requests), []
        done = await doing
        for request in self.server.requests[begun:]:
            bodies.append(f"{request.path} {json.dumps(request.body)} {request.files}")
        told = corpora_in(bodies)
        assert told <= allowed, f"{name}: {sorted(told - allowed)} in {bodies}"
        self._note(name, done, told, channel)

    def _note(self, name: str, done: object, told: set[str], channel: Channel) -> None:
        self.happened[name] += 1
        self.happened[f"{name} told"] += bool(told)
        if isinstance(done, bool):  # nobody did it
            return
        self.happened["of a person"] += any("I know it:" in message.content for message in self._answers(done, channel))
        if isinstance(done, Interaction):
            for message in done.messages():
                assert message.is_ephemeral or corpora_in(message.text()) <= self.in_public(channel), message.text()
                self.happened["beyond"] += bool(corpora_in(message.text()) - self.in_public(channel))
                self.shown.append((message, done.user if message.is_ephemeral else None))
                self.offers += [message] if not message.is_ephemeral and "Ask a person" in message.labels() else []
        else:
            newest = list(channel.messages.values())[-1]
            self.shown += [(newest, None)] if newest.author is self.server.bot else []
            self.offers += [newest] if "Ask a person" in newest.labels() else []

    def _answers(self, done: object, channel: Channel) -> list[Message]:
        """Return what the bot said to something that was done."""
        if isinstance(done, Message):
            return [message for message in channel.messages.values() if message.id > done.id]
        return done.messages() if isinstance(done, Interaction) else []


STEPS: tuple[tuple[int, Callable[[Isolated], Awaitable[None]]], ...] = (
    (6, Isolated.choose_corpora),
    (6, Isolated.change_roles),
    (14, Isolated.ask_by_message),
    (40, Isolated.ask_by_command),
    (3, Isolated.ask_directly),
    (5, Isolated.ask_about),
    (14, Isolated.press_button),
    (3, Isolated.call_somebody),
    (4, Isolated.help_somebody),
    (6, Isolated.change_source),
    (1, Isolated.look),
    (1, Isolated.forget_somebody),
)
ASKING = ("message", "command", "private", "direct", "about", "reading", "again")


def play(
    state_dir: Path, asks: int, seed: int, answering: Callable[[Settings, Prompts], Answerer] = TellingAnswers, **more: Any
) -> Counter[str]:
    """Let things happen until so many questions were asked; return how often each happened, and told of any corpus.

    `answering` makes what answers, from settings with `more` in them.
    """
    lent = frozenset({*LENT, *(f"{name}@1" for name in CORPORA if name not in LENT)})
    limits = {"discord_per_minute": NO_LIMIT, "discord_guild_per_minute": NO_LIMIT}
    settings = load_settings(state_dir=state_dir, discord_corpora=lent, **limits, **more)
    answers = answering(settings, load_prompts())
    # Each look at this clock is a day after the last, so that a person may be asked for any number of times.
    days = count(0.0, 2 * DAY_S)
    service = service_of(settings, load_prompts(), answers)._replace(calls=Calls(lambda: next(days)))
    happened: Counter[str] = Counter()

    async def scenario(on: Isolated) -> None:
        for channel in on.channels[:3]:
            await on.open_thread(on.people[0], await on.say(on.people[0], "Let us talk.", channel), "talk")
        steps = [step for often, step in STEPS for _ in range(often)]
        restarts = 2
        while (asked := sum(on.happened[name] for name in ASKING)) < asks:
            await on.random.choice(steps)(on)
            if asked * 3 > asks * (3 - restarts):
                restarts -= 1
                await on.restart_bot()
        happened.update(on.happened)

    try:
        playing.play(lambda: QaBotClient(service), scenario, lambda server: Isolated(server, service, Random(seed)))
    finally:
        service.store.close()
        answers.stop()
    return happened


if __name__ == "__main__":
    # `make soak`: so many questions, each thousand of them another story.
    asks = int(sys.argv[1])
    for number in range(-(-asks // 1000)):
        with tempfile.TemporaryDirectory() as folder:
            print(dict(play(Path(folder), min(1000, asks), seed=100 + number)), flush=True)
