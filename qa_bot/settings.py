"""Settings: environment variables and `.env`, prefix QA_BOT_."""

import difflib
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from qa_bot.errors import SettingsError

PREFIX = "QA_BOT_"
ENV_FILE = ".env"
# An address with {source} in it, and with no other name in braces except {line}.
URL_TEMPLATE = r"^https?://(?:[^{}\s]|\{line\})*\{source\}(?:[^{}\s]|\{line\}|\{source\})*$"


def _split_ids(value: object) -> object:
    return [part for part in value.replace(",", " ").split() if part] if isinstance(value, str) else value


def _share(value: object) -> object:
    """Return "5%" and "0.05" as 0.05; raise ValueError for anything that is not a share above 0 and below 1."""
    try:
        text = str(value).strip()
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = math.nan
    if not 0 < share < 1:
        raise ValueError("write a share above 0 and below 1, like 5% or 0.05")
    return share


def _corpus(value: object) -> object:
    """Return a folder as it was typed; with a slash it is made absolute, so that only a bare word can be a corpus's name."""
    if value == "":
        raise ValueError("name a folder, or a corpus by its name")
    return os.path.normpath(Path(value).absolute()) if isinstance(value, str) and "/" in value else value


Share = Annotated[float, BeforeValidator(_share)]
Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_split_ids)]


class Settings(BaseSettings):
    """Every setting, with its default; relative folders are relative to the working directory."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, env_file_encoding="utf-8", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    corpus_dir: Annotated[Path, BeforeValidator(_corpus)] = Path("seeds")
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
    llm: str = Field(default="none", pattern=r"^(?:none|(?:openai|openai-like|anthropic|ollama):\S+)$")
    llm_base_url: str | None = None
    llm_api_key: SecretStr | None = None
    llm_timeout_s: float = Field(default=30.0, gt=0)
    llm_deadline_s: float = Field(default=90.0, gt=0)
    llm_context_tokens: int | None = Field(default=None, ge=1024)
    llm_price_in: float | None = Field(default=None, ge=0)
    llm_price_out: float | None = Field(default=None, ge=0)
    llm_daily_limit: float | None = Field(default=None, gt=0)
    source_url_template: str | None = Field(default=None, pattern=URL_TEMPLATE)
    discord_token: SecretStr | None = None
    discord_api_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    discord_gateway_url: str | None = Field(default=None, pattern=r"^wss?://\S+$")
    discord_message_content: bool = False
    discord_guilds: Ids = frozenset()
    discord_channels: Ids = frozenset()
    discord_roles: Ids = frozenset()
    discord_keep_days: int = Field(default=30, ge=1)
    discord_per_minute: int = Field(default=10, ge=1)
    discord_guild_per_minute: int = Field(default=120, ge=1)
    discord_queue: int = Field(default=100, ge=1)
    discord_workers: int = Field(default=2, ge=1, le=64)
    discord_question_chars: int = Field(default=1000, ge=20, le=4000)
    discord_deadline_s: float = Field(default=120.0, gt=0)


def load_settings(**overrides: object) -> Settings:
    """Return the settings, some overridden; raise SettingsError for an unknown key or a value that does not fit."""
    _refuse_unknown(overrides, [*Settings.model_fields])
    _refuse_unknown([*filter(_is_ours, (*os.environ, *_keys_of_env_file()))], [*map(variable, Settings.model_fields)])
    settings = _read_settings(overrides)
    if settings.min_confidence is not None and settings.max_wrong is not None:
        raise SettingsError("the threshold is set twice: leave QA_BOT_MIN_CONFIDENCE out, or --max-wrong (QA_BOT_MAX_WRONG)")
    return settings


def _read_settings(overrides: Mapping[str, object]) -> Settings:
    try:
        return Settings(**{key: value for key, value in overrides.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = variable(str(first["loc"][0]))
        raise SettingsError(f"{name}={first['input']!r}: {first['msg']}") from error
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"the file {ENV_FILE} cannot be read: make it a UTF-8 text file") from error


def state_folder(settings: Settings) -> Path:
    """Return the folder for what belongs to the user, not to an index."""
    from platformdirs import user_state_path

    return settings.state_dir or user_state_path("qa-bot")


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return f"{PREFIX}{name.upper()}"


def _is_ours(key: str) -> bool:
    return key.upper().startswith(PREFIX)


def _refuse_unknown(keys: Iterable[str], known: Sequence[str]) -> None:
    """Raise SettingsError for a key that is not known; of environment variables the case does not count."""
    for key in keys:
        written = key.upper() if _is_ours(key) else key
        if written not in known:
            near = difflib.get_close_matches(written, sorted(known), n=1)
            advice = f"did you mean {near[0]}?" if near else "the README lists every setting"
            raise SettingsError(f"the setting {key} is not known: {advice}")


def _keys_of_env_file() -> list[str]:
    from dotenv import dotenv_values

    try:
        return list(dotenv_values(ENV_FILE))
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"the file {ENV_FILE} cannot be read: make it a UTF-8 text file") from error
