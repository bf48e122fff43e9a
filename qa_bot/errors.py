"""Every error a user may meet, as a tree under one root; each carries the exit code of the command line.

QaBotError                     1  unexpected failure
├── UsageError                 2  what was typed, configured or fed in is wrong
│   ├── SettingsError             a setting is unknown or malformed
│   │   └── DiscordSettingsError  Discord does not accept the token, or an intent
│   ├── CorpusError               the folder of documents is missing, empty or not the index's
│   ├── SourceError               a source is malformed, unknown or named twice
│   ├── FilterError               documents are chosen by something that is no place or date
│   ├── BatchError                a batch or history file is malformed
│   ├── GoldError                 a gold set is malformed, or two runs cannot be compared
│   └── DependencyError           an optional package is not installed
├── IndexUnusableError         4
│   ├── IndexMissingError
│   ├── IndexStaleError           built with other settings or another format
│   ├── IndexDamagedError
│   └── IndexLockedError          another process is writing
├── ModelError                 1  weights are missing, altered or cannot be run
├── StorageError               1  the disk is full or cannot be written
├── ServiceError               5  an outside service failed
└── GateError                  6  a figure fell below its floor
"""

# What a server tells of a failure that is no QaBotError.
UNEXPECTED = "unexpected failure; the log of the server has the cause"


class QaBotError(Exception):
    """A failure whose message is meant for the user: what failed and what to do next, on one line."""

    exit_code = 1


class UsageError(QaBotError):
    """A wrong argument, setting or input file."""

    exit_code = 2


class SettingsError(UsageError):
    """A setting that is unknown or malformed."""


class DiscordSettingsError(SettingsError):
    """A token or an intent that Discord does not accept."""


class CorpusError(UsageError):
    """A folder of documents that cannot be used."""


class SourceError(UsageError):
    """A source that is malformed or unknown, or whose name is taken."""


class FilterError(UsageError):
    """A choice of documents by something that is no place and no date."""


class BatchError(UsageError):
    """A malformed batch or history file."""


class GoldError(UsageError):
    """A malformed gold set, or two runs that cannot be compared."""


class DependencyError(UsageError):
    """An optional package that is not installed."""


class IndexUnusableError(QaBotError):
    """An index that cannot answer."""

    exit_code = 4


class IndexMissingError(IndexUnusableError):
    """Nothing has been indexed yet."""


class IndexStaleError(IndexUnusableError):
    """An index built with other settings or in another format."""


class IndexDamagedError(IndexUnusableError):
    """An index with a file that cannot be read."""


class IndexLockedError(IndexUnusableError):
    """An index that another process is writing."""


class ModelError(QaBotError):
    """Model weights that are missing, altered or cannot be run."""


class StorageError(QaBotError):
    """A disk that is full or cannot be written."""


class ServiceError(QaBotError):
    """An outside service that failed."""

    exit_code = 5


class GateError(QaBotError):
    """Figures that fell below their floors."""

    exit_code = 6
