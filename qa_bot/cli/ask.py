"""qa-bot ask."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from qa_bot.cli.options import asking_options, filters_of, global_options, is_quiet, located_settings
from qa_bot.cli.start import importing
from qa_bot.corpora import LocatedSettings
from qa_bot.errors import UsageError
from qa_bot.models.load import load_ahead
from qa_bot.setting_values import NO_MODEL


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
    settings = located_settings(context, several=True)
    _check(context.params, settings)
    # The rest of the program is imported while the models load: together they take most of the time of a single question.
    loaded = None if forget and not question else load_ahead(settings.embedding, settings.reranker, settings.models_dir)
    with importing():
        from qa_bot.cli.asking import Asking, Form

    asking = Asking(settings, loaded, filters_of(context), is_quiet(context), require_llm)
    if batch is not None:
        return asking.answer_all(batch)
    if forget:
        told = asking.forget()
        if not question:
            click.echo(told, err=True)
            return 0
    return asking.answer(question, history, continued, Form(as_json, explained))


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
