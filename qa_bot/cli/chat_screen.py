"""What a chat shows: styled and wrapped on a terminal, plain lines elsewhere."""

import base64
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qa_bot.answer import Answer, Citation
from qa_bot.cli.console import is_terminal, link_to, printable, rich_console, write
from qa_bot.cli.render import SPAN_STYLE, FolderOf
from qa_bot.errors import UsageError
from qa_bot.llm.showing import VerifiedSentence
from qa_bot.plain_text import hints, place, plain_answer
from qa_bot.presentation import pieces_of
from qa_bot.prompts import Prompts

if TYPE_CHECKING:
    from rich.status import Status

# The escape sequence that puts a text in base64 on the clipboard (OSC 52).
CLIPBOARD = "\x1b]52;c;{}\x07"
# How many characters of its document are shown around a quote.
AROUND_CHARS = 400


class Screen:
    """The screen of a chat: it shows answers and sources, and follows changes of the terminal's size."""

    def __init__(self, prompts: Prompts, folder_of: FolderOf) -> None:
        self._prompts = prompts
        self._folder_of = folder_of
        self.is_terminal = is_terminal(sys.stdout)
        self._status: Status | None = None
        self._streamed: list[str] = []

    def sentence(self, sentence: VerifiedSentence) -> None:
        """Show a sentence of an answer that is still being written; without a terminal, wait for the whole answer."""
        self._streamed.append(sentence.marked())
        if self.is_terminal:
            if self._status:
                self._status.stop()
            rich_console(sys.stdout).print(printable(sentence.marked()), markup=False)

    def answer(self, answer: Answer) -> None:
        """Show an answer with its sources, a line each."""
        if not self.is_terminal:
            write(plain_answer(answer, self._prompts) + "\n")
            return
        from rich.text import Text

        console = rich_console(sys.stdout)
        if answer.text != " ".join(self._streamed):
            console.print(Text(printable(answer.text)))
        if hint := hints(answer, self._prompts):
            console.print(Text(hint, style="dim"))
        for citation in answer.citations:
            style = f"dim link {link_to(citation, self._folder_of(citation.corpus))}"
            console.print(Text(place(citation), style=style), no_wrap=True, overflow="ellipsis")
        console.print()

    def source(self, citation: Citation, text: str | None) -> None:
        """Show a citation in full: its place, and its quote with the text around it if that is still indexed."""
        before, after = _around(citation, text)
        if not self.is_terminal:
            write(f"{place(citation)}\n{before}>>>{printable(citation.quote)}<<<{after}\n")
            return
        from rich.padding import Padding
        from rich.text import Text

        console = rich_console(sys.stdout)
        console.print(Text(place(citation), style="bold"))
        pieces = ((printable(text), SPAN_STYLE if is_span else "") for text, is_span in pieces_of(citation))
        quote = Text.assemble((before, "dim"), *pieces, (after, "dim"))
        console.print(Padding(quote, (0, 0, 1, 4)))

    def copy(self, answer: Answer) -> None:
        """Copy an answer with its sources through the terminal; raise UsageError without one."""
        if not self.is_terminal:
            raise UsageError("there is no terminal to copy through: write the answers to a file with /save FILE")
        encoded = base64.b64encode(plain_answer(answer, self._prompts).encode()).decode()
        sys.stdout.write(CLIPBOARD.format(encoded))
        sys.stdout.flush()
        self.note("copied, if this terminal lets programs copy; else /save FILE")

    def text(self, text: str) -> None:
        """Show lines as they are, without control characters."""
        write(printable(text) + "\n")

    def note(self, message: str) -> None:
        """Show a remark that is not an answer, on stderr."""
        write(printable(message), sys.stderr)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Show that the bot is working while the block runs, until the first sentence appears."""
        self._streamed.clear()
        if not self.is_terminal:
            yield
            return
        with rich_console(sys.stdout).status("reading", spinner="dots") as status:
            self._status = status
            try:
                yield
            finally:
                self._status = None


def _around(citation: Citation, text: str | None) -> tuple[str, str]:
    """Return the text before and after a quote, cut at lines or words."""
    if text is None or text[citation.start : citation.end] != citation.quote:
        return "", ""
    start = max(0, citation.start - AROUND_CHARS)
    end = min(len(text), citation.end + AROUND_CHARS)
    if start:
        start = text.find(" ", start, citation.start) + 1 or citation.start
    if end < len(text):
        end = max(text.rfind(" ", citation.end, end), citation.end)
    before, after = printable(text[start : citation.start]), printable(text[citation.end : end])
    return ("… " if start else "") + before, after + (" …" if end < len(text) else "")
