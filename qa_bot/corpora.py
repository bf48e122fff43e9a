"""Which corpus is asked, and where its index is: the one place that finds both from the settings."""

import difflib
import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from qa_bot.corpus_folder import check_permission
from qa_bot.errors import CorpusError
from qa_bot.settings import Settings
from qa_bot.storage.corpus_names import read_names
from qa_bot.storage.database import exists, open_existing
from qa_bot.storage.layout import BUILD_FOLDER, DATABASE_NAME, HOLDER_NAME, LOCK_NAME, is_index
from qa_bot.storage.origin import check_origin, remembered_corpus
from qa_bot.storage.servers import LOCAL, Servers, servers_of

# Where every corpus has a folder with its index, as long as no index is named.
INDEX_FOLDER = Path("index")
# What the working directory itself is called there: its own name may change.
HERE = "here"
DIGEST_CHARS = 8
LONGEST_NAME = 60
_TAKEN = {DATABASE_NAME, LOCK_NAME, HOLDER_NAME, "README.md"}


class LocatedSettings(Settings):
    """Settings of which `corpus_dir` and `index_dir` belong together; `options` name the corpus on the command line.

    If several corpora are asked at once, `others` are the settings of the further ones, and `corpus_name` tells them apart.
    """

    options: str = ""
    corpus_name: str = ""
    others: tuple["LocatedSettings", ...] = ()

    @property
    def each(self) -> tuple["LocatedSettings", ...]:
        """Return the settings of every corpus that is asked, one by one."""
        return (self.model_copy(update={"others": ()}), *self.others)

    def folder_of(self, corpus: str | None) -> Path:
        """Return the folder of a corpus by the name that citations give it; None is the only corpus."""
        return next((one.corpus_dir for one in self.each if one.corpus_name == corpus), self.corpus_dir)

    def command(self, name: str) -> str:
        """Return the command line of a command for this corpus."""
        return f"qa-bot {name}{self.options}"


def locate(settings: Settings) -> LocatedSettings:
    """Return the settings with the corpus that is asked and its index.

    Raise CorpusError if a named corpus is no folder, or if the index belongs to another corpus. Settings that are located
    already are returned as they are.
    """
    if isinstance(settings, LocatedSettings):
        return settings
    named = named_folder(settings.corpus_dir) if "corpus_dir" in settings.model_fields_set else None
    if "index_dir" in settings.model_fields_set:
        return _with_index(settings, named)
    corpus = named or _absolute(settings.corpus_dir)
    options = f" --corpus {_shown(settings.corpus_dir)}" if named else ""
    return _located(settings, corpus, index_of(corpus, servers=servers_of(settings)), options)


def join(corpora: Sequence[LocatedSettings]) -> LocatedSettings:
    """Return the settings that ask several corpora at once; a corpus that is named twice is asked once.

    Raise CorpusError if an index is named, as each corpus has its own.
    """
    each = tuple({one.corpus_dir: one for one in corpora}.values())
    if len(each) > 1 and "index_dir" in each[0].model_fields_set:
        raise CorpusError("--index names the index of one corpus: leave it out to ask several, or name one --corpus")
    return each[0].model_copy(update={"others": each[1:], "options": "".join(one.options for one in each)})


def named_corpus(settings: LocatedSettings, name: str) -> LocatedSettings:
    """Return the settings with another corpus, by its name, and that corpus's own index; raise CorpusError if none is named so."""
    if name not in read_names(INDEX_FOLDER):
        raise CorpusError(f"no corpus is named {name}: `qa-bot corpus list` tells the names")
    folder = named_folder(Path(name))
    named = settings.model_copy(update={"corpus_dir": Path(name), "others": ()})
    return _located(named, folder, index_of(folder, servers=servers_of(settings)), f" --corpus {_shown(Path(name))}")


def named_folder(corpus: Path) -> Path:
    """Return the absolute folder of a corpus that is named by its name or as a folder; a name wins over a folder.

    Raise CorpusError if there is no such folder, or if it may not be read.
    """
    names = read_names(INDEX_FOLDER)
    folder = _absolute(names.get(str(corpus), corpus))
    check_permission(folder)
    if folder.is_dir():
        if is_index(folder):
            raise CorpusError(f"{corpus} is an index, not a folder of documents: give it as --index, or name another --corpus")
        return folder
    if str(corpus) in names:
        raise CorpusError(
            f"the folder {folder} of the corpus {corpus} does not exist: bring it back, or `qa-bot corpus remove`"
        )
    if folder.exists():
        raise CorpusError(f"the corpus {corpus} is a file, not a folder: put it into a folder and name that with --corpus")
    raise CorpusError(f"the corpus folder {folder} does not exist{_advice(corpus, names)}")


def index_of(corpus: Path, folder: Path = INDEX_FOLDER, servers: Servers = LOCAL) -> Path:
    """Return the folder of a corpus's index below the folder of all indexes.

    An index that remembers the corpus stays where it is: directly in the folder, as earlier versions made it, or under the name
    that the corpus had elsewhere. An index there that cannot be read is taken for the corpus's until it has its own.
    """
    own = folder / index_name(corpus)
    # In a shared database, the name of the folder is all that there is of it.
    if servers.database or exists(own):
        return own
    for candidate in (folder, *(path.parent for path in sorted(folder.glob(f"*/{DATABASE_NAME}")))):
        if remembered_corpus(candidate) == corpus:
            return candidate
    return folder if _is_unreadable(folder) else own


def index_name(corpus: Path, base: Path | None = None) -> str:
    """Return the name of a corpus's index, the same wherever `base`, the working directory, is moved.

    A folder in the working directory gives its own name. Others get a digest of their path as well: the path from the working
    directory, or the absolute path if they lie outside.
    """
    base = base or Path.cwd()
    inside = corpus.relative_to(base) if corpus.is_relative_to(base) else corpus
    name = inside.name or HERE
    if len(inside.parts) == 1 and not inside.is_absolute() and name not in _TAKEN and not BUILD_FOLDER.fullmatch(name):
        return name
    return f"{name[:LONGEST_NAME]}-{hashlib.sha256(os.fsencode(inside)).hexdigest()[:DIGEST_CHARS]}"


def _with_index(settings: Settings, named: Path | None) -> LocatedSettings:
    """Return the settings for an index that is named: its own corpus is asked, and no other."""
    remembered = remembered_corpus(settings.index_dir, servers_of(settings))
    corpus = named or remembered or _absolute(settings.corpus_dir)
    options = f" --index {_shown(settings.index_dir)}"
    if named and not remembered:
        options = f" --corpus {_shown(settings.corpus_dir)}{options}"
    return _located(settings, corpus, settings.index_dir, options)


def _located(settings: Settings, corpus: Path, index_dir: Path, options: str) -> LocatedSettings:
    servers = servers_of(settings)
    if remembered_corpus(index_dir, servers) not in (None, corpus):
        with closing(open_existing(index_dir, servers)) as database:
            check_origin(corpus, _absolute(index_dir), database)
    places = {"corpus_dir": corpus, "index_dir": index_dir, "options": options, "corpus_name": _shown(settings.corpus_dir)}
    values: dict[str, Any] = {**dict(settings), **places}
    return LocatedSettings.model_construct(_fields_set=settings.model_fields_set, **values)


def _is_unreadable(index_dir: Path) -> bool:
    return exists(index_dir) and remembered_corpus(index_dir) is None


def _advice(corpus: Path, names: Mapping[str, Path]) -> str:
    near = difflib.get_close_matches(str(corpus), names, n=1)
    if near:
        return f", nor a corpus of that name: did you mean {near[0]}?"
    return (
        ", nor a corpus of that name: `qa-bot corpus list` tells the names"
        if names
        else ": create it, or name another with --corpus"
    )


def _absolute(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))


def _shown(path: Path) -> str:
    """Return a path as it is typed on a command line."""
    import shlex

    relative = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
    return shlex.quote(relative)
