"""What a chat does with each line: a question, a reply, or a command."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from qa_bot.answer import Answer, Citation
from qa_bot.atomic_file import write_atomically
from qa_bot.bot import Bot
from qa_bot.cli.chat_models import ChatModels
from qa_bot.cli.chat_screen import Screen
from qa_bot.cli.console import on_one_line
from qa_bot.cli.editor import edited, open_at, open_text_at
from qa_bot.cli.keeping import Keeping
from qa_bot.cli.render import FolderOf, explain
from qa_bot.cli.transcript import transcript
from qa_bot.conversation import Conversation
from qa_bot.errors import QaBotError, UsageError
from qa_bot.explanation import Explanation
from qa_bot.filters import EVERYTHING, Filters
from qa_bot.settings import load_settings

COMMANDS: Mapping[str, str] = {
    "/sources": "show the quotes of the last answer in full; a number shows one of them",
    "/open": "N: open the file of source N at its line, in $EDITOR or $PAGER",
    "/why": "say how the last answer came about: readings, scores, timings",
    "/retry": "ask the last question again, also one that was stopped",
    "/edit": "write a long question in $EDITOR; text after the command is where it begins",
    "/copy": "copy the last answer with its sources to the clipboard",
    "/model": "NAME: let another language model write, or none; without NAME, say which one writes",
    "/new": "forget the conversation and begin another",
    "/save": "FILE: write the conversation with its quotes as Markdown",
    "/help": "show this list",
    "/quit": "leave (so does Ctrl-D; Ctrl-C stops an answer)",
}
# What people type instead of a command.
BARE_WORDS = {"exit": "/quit", "quit": "/quit", "/exit": "/quit", "help": "/help"}
# Files that can be opened as they are: citations count their lines.
PLAIN_ENDINGS = (".txt", ".md", ".markdown", ".rst")


class ChatSession:
    """A conversation that is answered line by line, and shown on a screen."""

    def __init__(
        self,
        bot: Bot,
        folder_of: FolderOf,
        screen: Screen,
        max_wrong: float | None = None,
        filters: Filters = EVERYTHING,
        models: ChatModels | None = None,
        keeping: Keeping | None = None,
    ) -> None:
        self._bot = bot
        self._models = models or ChatModels(load_settings())
        self._folder_of = folder_of
        self._filters = filters
        self._screen = screen
        self._max_wrong = max_wrong
        self._keeping = keeping
        self._conversation = keeping.conversation if keeping else Conversation()
        self._answers: list[Answer] = []
        self._stopped: str | None = None
        self._explanation: Explanation | None = None

    def handle(self, line: str) -> bool:
        """Do what a line asks for; return False when it asks to quit. Errors meant for the user are shown."""
        text = BARE_WORDS.get(line.strip().lower(), line.strip())
        if text == "/quit":
            return False
        try:
            if text.startswith("/"):
                self._command(*text.split(maxsplit=1))
            elif text.isdigit() and self._is_source(int(text)):
                self._sources(text)
            elif text:
                self._ask(text)
        except QaBotError as error:
            self._screen.note(str(error))
        except KeyboardInterrupt:
            self._screen.note("stopped")
        return True

    def _command(self, name: str, argument: str = "") -> None:
        actions: dict[str, Callable[[str], None]] = {
            "/sources": self._sources,
            "/open": self._open,
            "/why": self._why,
            "/retry": self._retry,
            "/model": self._model,
            "/edit": self._edit,
            "/copy": self._copy,
            "/new": self._new,
            "/save": self._save,
            "/help": self._help,
        }
        if name not in actions:
            raise UsageError(f"there is no command {name}: /help lists them")
        actions[name](argument.strip())

    def _ask(self, question: str) -> None:
        self._stopped = question
        with self._screen.working():
            answer, explanation = self._bot.explain(
                question, self._conversation, listen=self._screen.sentence, filters=self._filters
            )
        self._stopped = None
        self._conversation = self._conversation.with_answer(answer)
        if self._keeping:
            self._keeping.keep(self._conversation)
        self._answers.append(answer)
        self._explanation = explanation
        self._screen.answer(answer)

    def _sources(self, argument: str) -> None:
        for citation in self._cited(argument):
            document = self._bot.document(citation.source, citation.corpus)
            self._screen.source(citation, document.text if document else None)

    def _open(self, argument: str) -> None:
        if not argument and len(self._last().citations) > 1:
            raise UsageError("say which source to open: /open 1")
        citation = self._cited(argument)[0]
        path = self._folder_of(citation.corpus) / citation.source
        if path.is_file() and path.suffix.lower() in PLAIN_ENDINGS:
            open_at(path, citation.line_start, os.environ)
            return
        document = self._bot.document(citation.source, citation.corpus)
        if document is None:
            raise UsageError(f"{on_one_line(citation.source)} is no longer in the index: ask again")
        open_text_at(document.text, citation.source, citation.line_start, os.environ)

    def _why(self, _: str) -> None:
        answer = self._last()
        if self._explanation is not None:
            self._screen.text(explain(self._explanation, answer, self._max_wrong))

    def _retry(self, _: str) -> None:
        if self._stopped:
            self._ask(self._stopped)
            return
        question = self._last().question
        self._conversation = self._conversation.without_last()
        self._answers.pop()
        self._ask(question)

    def _model(self, name: str) -> None:
        if name:
            self._bot = self._models.switch(self._bot, name)
        self._screen.note(self._models.told())

    def _edit(self, argument: str) -> None:
        question = " ".join(edited(argument, os.environ).split())
        if not question:
            raise UsageError("nothing was written, so nothing is asked")
        self._screen.text(question)
        self._ask(question)

    def _copy(self, _: str) -> None:
        self._screen.copy(self._last())

    def _new(self, _: str) -> None:
        self._conversation = Conversation()
        self._answers.clear()
        self._explanation = self._stopped = None
        if self._keeping:
            self._keeping.begin()
        self._screen.note("a new conversation")

    def _save(self, argument: str) -> None:
        if not argument:
            raise UsageError("say where to: /save notes.md")
        path = Path(argument).expanduser()
        self._last()
        if path.exists():
            raise UsageError(f"{path} exists already: name another file")
        write_atomically(path, transcript(self._answers, self._bot.prompts))
        self._screen.note(f"saved to {path}")

    def _help(self, _: str) -> None:
        self._screen.text("\n".join(f"{name:9} {what}" for name, what in COMMANDS.items()))

    def _last(self) -> Answer:
        if not self._answers:
            raise UsageError("nothing has been asked yet")
        return self._answers[-1]

    def _is_source(self, number: int) -> bool:
        return bool(self._answers) and any(c.number == number for c in self._answers[-1].citations)

    def _cited(self, argument: str) -> tuple[Citation, ...]:
        citations = self._last().citations
        if not citations:
            raise UsageError("the last answer has no sources")
        if not argument:
            return citations
        chosen = tuple(citation for citation in citations if str(citation.number) == argument)
        if not chosen:
            raise UsageError(f"the last answer has no source {argument}: it has 1 to {len(citations)}")
        return chosen
