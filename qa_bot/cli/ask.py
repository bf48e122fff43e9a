"""qa-bot ask."""

import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from qa_bot.answer import Answer
from qa_bot.bot import Bot
from qa_bot.cli.batch import read_history, run_batch
from qa_bot.cli.console import is_terminal, printable, rich_console, write
from qa_bot.cli.keeping import Keeping, conversations_with
from qa_bot.cli.kept_conversations import OF_ASK, Kept, KeptConversations
from qa_bot.cli.options import asking_options, filters_of, global_options, is_quiet, located_settings
from qa_bot.cli.progress import showing_progress
from qa_bot.cli.render import explain, print_answer
from qa_bot.cli.typed_question import question_of
from qa_bot.conversation import Conversation
from qa_bot.corpora import LocatedSettings
from qa_bot.errors import IndexMissingError, QaBotError, UsageError
from qa_bot.plain_text import plain_answer
from qa_bot.prompts import Prompts
from qa_bot.setting_values import NO_MODEL

ABSTAINED = 3
# For so long is looked for files that have changed.
LOOK_S = 0.05
_logger = logging.getLogger(__name__)


@click.command()
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as one line of JSON.")
@click.option("--explain", "explained", is_flag=True, help="Say how the answer came about.")
@click.option(
    "--history", type=click.Path(path_type=Path), metavar="FILE", help="Earlier turns: a JSON list of {question, answer}."
)
@click.option("--continue", "continued", is_flag=True, help="Continue the last conversation with this corpus.")
@click.option("--forget", is_flag=True, help="Forget the kept conversations with this corpus.")
@click.option("--require-llm", is_flag=True, help="Fail if the language model cannot answer.")
@click.option(
    "--batch",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE|-",
    help="Answer every line of a JSON-lines file with a line; one that fails gets a line that says why, and the exit code stays 0.",
)
@click.option(
    # Where it is given, qa_bot.cli.start runs qa_bot.cli.ask_server instead; it stands here for the help.
    "--server",
    is_flag=False,
    flag_value="",
    metavar="[URL]",
    expose_value=False,
    help="Ask a running `qa-bot serve`.",
)
@asking_options
@global_options
@click.pass_context
def ask(
    context: click.Context,
    question: tuple[str, ...],
    as_json: bool,
    explained: bool,
    history: Path | None,
    continued: bool,
    forget: bool,
    require_llm: bool,
    batch: Path | None,
) -> int:
    """Answer a question from the documents, with quotes.

    If there is no index yet, the corpus folder is indexed first. Without QUESTION, or with '-', the question is read from
    stdin. The exit code is 0 for an answer, also to a greeting, and 3 if none was found in the documents.

    \b
    Examples:
      qa-bot ask "What did Turkey and Russia agree on?"
      echo "Who signed the treaty?" | qa-bot ask --json
      qa-bot ask --continue "And when?"
      qa-bot ask --batch questions.jsonl > answers.jsonl
    """
    settings, filters = located_settings(context, several=True), filters_of(context)
    _check(context.params, settings)
    if batch is not None:
        return run_batch(open_or_index(settings, is_quiet(context), require_llm), batch, filters)
    conversations = conversations_with(settings)
    if forget:
        was_kept = conversations.forget()
        if not question:
            write("forgotten" if was_kept else "there was nothing to forget", sys.stderr)
            return 0
    text = question_of(question)
    earlier = last_kept(conversations) if continued else None
    conversation = earlier.conversation if earlier else read_history(history) if history else Conversation()
    bot = open_or_index(settings, is_quiet(context), require_llm)
    answer, explanation = bot.explain(text, conversation, filters=filters)
    Keeping(conversations, earlier, OF_ASK).keep(conversation.with_answer(answer))
    if as_json:
        write(answer.to_json({"explanation": explanation.model_dump()} if explained else {}))
    else:
        _show(answer, bot.prompts, settings)
        if explained:
            write("\n" + explain(explanation, answer, settings.max_wrong))
    return 0 if answer.status == "answered" or answer.asks_nothing else ABSTAINED


def last_kept(conversations: KeptConversations) -> Kept | None:
    """Return the newest conversation; if there is none to continue, say so and return None."""
    newest = next(iter(conversations.listed()), None)
    if newest is None:
        hours = f"{conversations.max_age_h:g}"
        _logger.warning("no conversation of the last %s hours is kept for this corpus: this begins a new one", hours)
    return newest


def open_or_index(settings: LocatedSettings, quiet: bool, is_llm_required: bool = False) -> Bot:
    """Open the bot; if nothing is indexed yet, index the corpus first, and say so if its files have changed since."""
    from qa_bot.application import index_if_missing, open_bot

    try:
        bot = open_bot(settings, is_llm_required=is_llm_required)
    except IndexMissingError:
        for one in settings.each:
            index_if_missing(one, showing_progress(quiet))
        return open_bot(settings, is_llm_required=is_llm_required)
    for one in settings.each:
        if not quiet and (told := _changed(one)):
            write(printable(told), sys.stderr)
    return bot


def _changed(settings: LocatedSettings) -> str | None:
    """Return what to tell of files that differ from the index; None if nothing is seen at once."""
    from qa_bot.application import first_change

    if not settings.corpus_dir.is_dir():
        return f"the corpus folder {settings.corpus_dir} is not there any more: the answers come from what was indexed"
    try:
        name = first_change(settings, LOOK_S)
    except (QaBotError, OSError) as error:
        _logger.info("whether the documents have changed is not known: %s", error)
        return None
    return name and f"the documents have changed since they were indexed ({name}, for one): run `{settings.command('ingest')}`"


def _check(given: Mapping[str, Any], settings: LocatedSettings) -> None:
    """Raise UsageError if the options of the command do not go together."""
    if given["require_llm"] and settings.llm == NO_MODEL:
        raise UsageError(
            "--require-llm is given but no language model is configured: set QA_BOT_LLM or --llm, or leave the option out"
        )
    if given["batch"] is not None and any(given[name] for name in ("question", "history", "explained", "continued", "forget")):
        raise UsageError(
            "--batch takes its questions and their history from the file: leave QUESTION and the other options out"
        )
    if given["continued"] and (given["history"] or given["forget"]):
        raise UsageError("--continue uses the kept conversation: leave --history and --forget out")


def _show(answer: Answer, prompts: Prompts, settings: LocatedSettings) -> None:
    """Print an answer for a person to read."""
    if is_terminal(sys.stdout):
        print_answer(rich_console(sys.stdout), answer, prompts, settings.folder_of)
    else:
        write(plain_answer(answer, prompts))
