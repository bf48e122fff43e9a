"""What `qa-bot ask` does; it is imported while the models load."""

import sys
from pathlib import Path
from typing import NamedTuple

from qa_bot.answer import Answer
from qa_bot.bot import Bot
from qa_bot.cli.batch import read_history, run_batch
from qa_bot.cli.console import is_terminal, rich_console, write
from qa_bot.cli.keeping import Keeping, conversations_with, last_kept
from qa_bot.cli.kept_conversations import OF_ASK
from qa_bot.cli.opening import open_or_index
from qa_bot.cli.render import explain, print_answer
from qa_bot.cli.typed_question import question_of
from qa_bot.conversation import Conversation
from qa_bot.corpora import LocatedSettings
from qa_bot.explanation import Explanation
from qa_bot.filters import Filters
from qa_bot.models.load import Loaded
from qa_bot.plain_text import plain_answer

ABSTAINED = 3


class Form(NamedTuple):
    """How an answer is printed: as JSON, and with how it came about."""

    as_json: bool
    explained: bool


class Asking(NamedTuple):
    """What is asked, and how; `loaded` are the models, None if no question will be asked."""

    settings: LocatedSettings
    loaded: Loaded | None
    filters: Filters
    quiet: bool
    require_llm: bool

    def answer_all(self, batch: Path) -> int:
        """Answer every line of a file, or of stdin, and return the exit code."""
        return run_batch(self._open(), batch, self.filters)

    def forget(self) -> str:
        """Forget the kept conversations, and return what to tell of it."""
        return "forgotten" if conversations_with(self.settings).forget() else "there was nothing to forget"

    def answer(self, question: tuple[str, ...], history: Path | None, continued: bool, form: Form) -> int:
        """Answer one question, keep the conversation, and return the exit code."""
        conversations = conversations_with(self.settings)
        text = question_of(question)
        earlier = last_kept(conversations) if continued else None
        conversation = earlier.conversation if earlier else read_history(history) if history else Conversation()
        bot = self._open()
        answer, explanation = bot.explain(text, conversation, filters=self.filters)
        Keeping(conversations, earlier, OF_ASK).keep(conversation.with_answer(answer))
        self._print(answer, explanation, bot, form)
        return 0 if answer.status == "answered" or answer.asks_nothing else ABSTAINED

    def _print(self, answer: Answer, explanation: Explanation, bot: Bot, form: Form) -> None:
        if form.as_json:
            write(answer.to_json({"explanation": explanation.model_dump()} if form.explained else {}))
            return
        if is_terminal(sys.stdout):
            print_answer(rich_console(sys.stdout), answer, bot.prompts, self.settings.folder_of)
        else:
            write(plain_answer(answer, bot.prompts))
        if form.explained:
            write("\n" + explain(explanation, answer, self.settings.max_wrong))

    def _open(self) -> Bot:
        return open_or_index(self.settings, self.quiet, self.require_llm, self.loaded)
