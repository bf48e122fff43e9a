"""The corpora that were asked last: their indexes are open, and share the models."""

from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from qa_bot.application import load_models, open_bot, open_index
from qa_bot.bot import Bot
from qa_bot.corpora import LocatedSettings, locate, named_corpus
from qa_bot.discord_bot.policy.access import STARTED
from qa_bot.errors import CorpusError, IndexMissingError
from qa_bot.models.load import Loaded
from qa_bot.prompts import Prompts
from qa_bot.settings import Settings
from qa_bot.storage.joined import JoinedReader
from qa_bot.storage.reader import IndexReader

# So many indexes stay open; more only while questions read them.
MOST_OPEN = 8


class Shelf:
    """The open indexes by their folders, the least recently asked in front, and a bot for each choice of corpora.

    `models` are loaded once; only the confidence differs from corpus to corpus.
    """

    def __init__(self, settings: Settings, prompts: Prompts, loaded: Loaded, most_open: int = MOST_OPEN) -> None:
        self._settings = locate(settings)
        self._prompts = prompts
        self.loaded = loaded
        self._most_open = most_open
        self._readers: OrderedDict[Path, IndexReader] = OrderedDict()
        self._users: Counter[Path] = Counter()
        self._bots: dict[tuple[Path, ...], Bot] = {}
        self._lock = Lock()

    @property
    def open_indexes(self) -> tuple[Path, ...]:
        """Return the folders of the indexes that are open, the least recently asked first."""
        return tuple(self._readers)

    @contextmanager
    def bot(self, corpora: tuple[str, ...]) -> Iterator[Bot]:
        """Lend the bot for corpora, which stay open meanwhile; raise IndexUnusableError if one of them cannot be asked."""
        settings = settings_for(self._settings, corpora)
        folders = tuple(one.index_dir for one in settings.each)
        with self._lock:
            bot = self._bot(settings, folders)
            self._users.update(folders)
        try:
            yield bot
        finally:
            with self._lock:
                self._users.subtract(folders)
                self._close_unused()

    def _bot(self, settings: LocatedSettings, folders: tuple[Path, ...]) -> Bot:
        readers = {one.corpus_name: self._reader(one) for one in settings.each}
        if folders not in self._bots:
            index = JoinedReader(readers) if settings.others else next(iter(readers.values()))
            models = load_models(settings, self.loaded)
            self._bots[folders] = open_bot(settings, models=models, prompts=self._prompts, index=index)
        return self._bots[folders]

    def _reader(self, settings: LocatedSettings) -> IndexReader:
        folder = settings.index_dir
        if folder not in self._readers:
            self._readers[folder] = open_index(settings)
        self._readers.move_to_end(folder)
        return self._readers[folder]

    def _close_unused(self) -> None:
        idle = [folder for folder in self._readers if not self._users[folder]]
        for folder in idle[: max(0, len(self._readers) - self._most_open)]:
            self._bots = {folders: bot for folders, bot in self._bots.items() if folder not in folders}
            self._readers.pop(folder).close()


def settings_for(settings: LocatedSettings, corpora: tuple[str, ...]) -> LocatedSettings:
    """Return the settings that ask corpora at once; raise IndexMissingError for one that is not there any more."""
    try:
        each = [settings if name == STARTED else named_corpus(settings, name) for name in corpora]
    except CorpusError as error:
        raise IndexMissingError(str(error)) from error
    names = [*filter(None, corpora)]
    each = [one if name else _named(one, names) for name, one in zip(corpora, each, strict=True)]
    first, *others = {one.corpus_dir: one for one in each}.values()
    return first.model_copy(update={"others": tuple(others)})


def _named(settings: LocatedSettings, others: Sequence[str]) -> LocatedSettings:
    """Return the settings with a name that tells nothing of where the folder lies, and that no other corpus has."""
    name = settings.corpus_dir.name or "documents"
    return settings.model_copy(update={"corpus_name": f"./{name}" if name in others else name})
