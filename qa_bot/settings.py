"""Settings: environment variables and `.env`, prefix QA_BOT_."""

import difflib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from qa_bot.env_file import ENV_FILE, read_env_file
from qa_bot.errors import SettingsError
from qa_bot.setting_values import (
    NO_MODEL,
    TEXT,
    Corpora,
    Corpus,
    Ids,
    LogFormat,
    Model,
    ServerAddress,
    Share,
    SocketAddress,
    UrlTemplate,
    WebAddress,
    check_model,
    shown,
    told,
)

PREFIX = "QA_BOT_"
AnySettings = TypeVar("AnySettings", bound="Settings")


class Misspelt(NamedTuple):
    """A key that is no setting, and the setting that it may mean."""

    key: str
    near: str | None


class Settings(BaseSettings):
    """Every setting, with its default; relative folders are relative to the working directory."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
        allow_inf_nan=False,
    )

    corpus_dir: Corpus = Path("seeds")
    index_dir: Path = Path("index")
    prompts_dir: Path | None = None
    models_dir: Path | None = None
    state_dir: Path | None = None
    embedding: str = "bundled"
    reranker: str = "bundled"
    chunk_tokens: int = Field(default=192, ge=32, le=8192)
    min_confidence: float | None = Field(default=None, ge=0.0, le=1.0)
    max_wrong: Share | None = None
    max_file_mb: float = Field(default=50.0, gt=0)
    lock_timeout_s: float = Field(default=10.0, ge=0)
    continue_h: float = Field(default=12.0, ge=0)
    llm: Model = NO_MODEL
    llm_base_url: WebAddress | None = None
    llm_api_key: SecretStr | None = None
    # Those of the providers' own programs; each is used with its provider alone, where ours are not set.
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")
    anthropic_api_key: SecretStr | None = Field(default=None, validation_alias="ANTHROPIC_API_KEY")
    anthropic_base_url: str | None = Field(default=None, validation_alias="ANTHROPIC_BASE_URL")
    llm_timeout_s: float = Field(default=30.0, gt=0)
    llm_deadline_s: float = Field(default=90.0, gt=0)
    llm_context_tokens: int | None = Field(default=None, ge=1024)
    llm_price_in: float | None = Field(default=None, ge=0)
    llm_price_out: float | None = Field(default=None, ge=0)
    llm_daily_limit: float | None = Field(default=None, gt=0)
    source_url_template: UrlTemplate | None = None
    database_url: SecretStr | None = None
    chroma_url: ServerAddress | None = None
    chroma_token: SecretStr | None = None
    serve_token: SecretStr | None = None
    server_url: WebAddress | None = None
    keep_days: int = Field(default=30, ge=0)
    keep_generations: int = Field(default=1, ge=1)
    watch: bool = False
    log_format: LogFormat = TEXT
    source_delay_s: float = Field(default=1.0, ge=0)
    source_pages: int = Field(default=2000, ge=1)
    discord_token: SecretStr | None = None
    discord_api_url: WebAddress | None = None
    discord_gateway_url: SocketAddress | None = None
    discord_message_content: bool = False
    discord_guilds: Ids = frozenset()
    discord_channels: Ids = frozenset()
    discord_roles: Ids = frozenset()
    discord_corpora: Corpora = frozenset()
    discord_keep_days: int = Field(default=30, ge=1)
    discord_community_days: int = Field(default=180, ge=1)
    discord_per_minute: int = Field(default=10, ge=1)
    discord_guild_per_minute: int = Field(default=120, ge=1)
    discord_queue: int = Field(default=100, ge=1)
    discord_workers: int = Field(default=2, ge=1, le=64)
    discord_question_chars: int = Field(default=1000, ge=20, le=4000)
    discord_deadline_s: float = Field(default=120.0, gt=0)


_ALIASES = {name: str(field.validation_alias) for name, field in Settings.model_fields.items() if field.validation_alias}


def load_settings(**overrides: object) -> Settings:
    """Return the settings, some overridden; raise SettingsError for an unknown key or a value that does not fit."""
    _refuse_unknown(overrides, [*Settings.model_fields])
    _refuse_unknown([*filter(_is_ours, (*os.environ, *read_env_file()))], [*map(variable, Settings.model_fields)])
    settings = _read_settings(overrides)
    if settings.min_confidence is not None and settings.max_wrong is not None:
        raise SettingsError("the threshold is set twice: leave QA_BOT_MIN_CONFIDENCE out, or --max-wrong (QA_BOT_MAX_WRONG)")
    return settings


def _read_settings(overrides: Mapping[str, object]) -> Settings:
    try:
        # A provider's own variable is known to pydantic by its name alone.
        named = {_ALIASES.get(key, key): value for key, value in overrides.items() if value is not None}
        return Settings(**named)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        # Without its cause, which repeats the value: an address may hold a password.
        raise SettingsError(f"{variable(str(first['loc'][0]))}={shown(first['input'])}: {told(first)}") from None
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"the file {ENV_FILE} cannot be read: make it a UTF-8 text file") from error


def with_model(settings: AnySettings, model: str) -> AnySettings:
    """Return settings with another language model; raise SettingsError if the name does not fit.

    The address and the key belong to the provider in the settings: another provider does not get them.
    """
    try:
        check_model(model)
    except ValueError as error:
        raise SettingsError(f"{model!r} is no language model: {error}") from error
    changes: dict[str, object] = {"llm": model}
    if settings.llm != NO_MODEL and provider_of(settings.llm) != provider_of(model):
        changes |= {"llm_base_url": None, "llm_api_key": None}
    return settings.model_copy(update=changes)


def provider_of(model: str) -> str:
    """Return the provider in the name of a language model; "none" for none."""
    return model.partition(":")[0]


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return _ALIASES.get(name, name if name in _ALIASES.values() else f"{PREFIX}{name.upper()}")


def state_folder(settings: Settings) -> Path:
    """Return the folder for what belongs to the user, not to an index."""
    from platformdirs import user_state_path

    return settings.state_dir or user_state_path("qa-bot")


def _is_ours(key: str) -> bool:
    return key.upper().startswith(PREFIX)


def misspelt_keys() -> tuple[Misspelt, ...]:
    """Return the keys of the environment and of `.env` that begin as ours do and are none."""
    return tuple(_unknown(filter(_is_ours, (*os.environ, *read_env_file())), [*map(variable, Settings.model_fields)]))


def _refuse_unknown(keys: Iterable[str], known: Sequence[str]) -> None:
    """Raise SettingsError for a key that is not known."""
    for key, near in _unknown(keys, known):
        advice = f"did you mean {near}?" if near else "docs/settings.md lists every setting"
        raise SettingsError(f"the setting {key} is not known: {advice}")


def _unknown(keys: Iterable[str], known: Sequence[str]) -> Iterator[Misspelt]:
    """Yield the keys that are not known; of environment variables the case does not count."""
    for key in keys:
        written = key.upper() if _is_ours(key) else key
        if written not in known:
            yield Misspelt(key, next(iter(difflib.get_close_matches(written, sorted(known), n=1)), None))
