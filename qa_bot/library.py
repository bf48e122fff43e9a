"""qa-bot as a library: from folders of documents to a bot, in one call."""

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from qa_bot import application
from qa_bot.bot import Bot
from qa_bot.corpora import join, locate
from qa_bot.errors import IndexMissingError, UsageError
from qa_bot.ingestion.report import ignore_progress
from qa_bot.settings import load_settings


def open_bot(
    corpus: str | Path | Sequence[str | Path] | None = None, index: str | Path | None = None, **settings: object
) -> Bot:
    """Return a bot that answers from a folder of documents, or from several; an index that is missing is made first.

    `corpus` and `index` are what `--corpus` and `--index` are on the command line: a name from `qa-bot corpus add` or a folder
    (a Path is always a folder), and by default the one that the index was made of, or QA_BOT_CORPUS_DIR, or ./seeds. `settings`
    are those of docs/settings.md by their names in lower case, as in `chunk_tokens=256`; they win over environment and `.env`.
    Raise SettingsError for a setting that is not known or does not fit, CorpusError for a corpus that cannot be used,
    IndexUnusableError for an index that cannot answer.
    """
    if twice := sorted({"corpus_dir", "index_dir"} & settings.keys()):
        raise UsageError(f"{twice[0]} is no setting of open_bot: give it as {twice[0].removesuffix('_dir')}")
    index_dir = None if index is None else Path(index)
    corpora = [load_settings(corpus_dir=one, index_dir=index_dir, **settings) for one in _named(corpus)]
    located = join([locate(each) for each in corpora])
    try:
        return application.open_bot(located)
    except IndexMissingError:
        for one in located.each:
            application.index_if_missing(one, nullcontext(ignore_progress))
        return application.open_bot(located)


def _named(corpus: str | Path | Sequence[str | Path] | None) -> Sequence[str | None]:
    """Return the corpora as they are typed on a command line; a path with a folder in it is never a name."""
    if corpus is None or isinstance(corpus, str | Path):
        return [str(corpus.absolute()) if isinstance(corpus, Path) else corpus]
    if not corpus:
        raise UsageError("no corpus is given: name at least one folder, or leave `corpus` out")
    return [one for each in corpus for one in _named(each)]
