"""Every error a user may meet, as a tree under one root; each carries the exit code of the command line.

QaBotError                     1  unexpected failure
├── UsageError                 2  what was typed, configured or fed in is wrong
│   ├── SettingsError             a setting is unknown or malformed
│   │   └── DiscordSettingsError  Discord does not accept the token, or an intent
│   ├── CorpusError               the folder of documents is missing, empty or not the index's
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


class QaBotError(Exception):
    """Be a failure whose message is meant for the user: what failed and what to do next, on one line."""

    exit_code = 1


class UsageError(QaBotError):
    """Say that what was typed, configured or fed in is wrong."""

    exit_code = 2


class SettingsError(UsageError):
    """Say which setting is unknown or malformed."""


class DiscordSettingsError(SettingsError):
    """Say which setting of the Discord bot to change."""


class CorpusError(UsageError):
    """Say why the folder of documents cannot be used."""


class BatchError(UsageError):
    """Say which line of a batch or history file is malformed."""


class GoldError(UsageError):
    """Say what is wrong with a gold set, or why two runs cannot be compared."""


class DependencyError(UsageError):
    """Say which optional package to install."""


class IndexUnusableError(QaBotError):
    """Say that the index cannot answer."""

    exit_code = 4


class IndexMissingError(IndexUnusableError):
    """Say that nothing has been indexed yet."""


class IndexStaleError(IndexUnusableError):
    """Say that the index was built with other settings or another format."""


class IndexDamagedError(IndexUnusableError):
    """Say that a file of the index cannot be read."""


class IndexLockedError(IndexUnusableError):
    """Name the process that is writing the index."""


class ModelError(QaBotError):
    """Say that model weights are missing, altered or cannot be run."""


class StorageError(QaBotError):
    """Say that the disk is full or cannot be written."""


class ServiceError(QaBotError):
    """Say that an outside service failed."""

    exit_code = 5


class GateError(QaBotError):
    """Name the figures that fell below their floors."""

    exit_code = 6
