"""The settings: keys that are misspelt, values that do not fit, secrets that others can read, what a chosen feature lacks."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shlex import quote

from pydantic import SecretStr, ValidationError

from qa_bot.doctor.finding import Finding
from qa_bot.doctor.machine import Machine
from qa_bot.env_file import ENV_FILE, broken_line, told_of
from qa_bot.errors import QaBotError, SettingsError
from qa_bot.models.weights import CHECKSUMS, checked_file
from qa_bot.prompts import load_prompts
from qa_bot.setting_values import NO_MODEL, is_token, shown, shown_address, told
from qa_bot.settings import Misspelt, Settings, load_settings, misspelt_keys, variable

SHORTEST_TOKEN = 16
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def reading(env_file: Path = Path(ENV_FILE)) -> Iterator[Finding]:
    """Yield what keeps the settings from being read, every fault of them at once."""
    try:
        for misspelt in misspelt_keys():
            yield _misspelt(misspelt, env_file)
        Settings()
    except ValidationError as error:
        for one in error.errors():
            key = variable(str(one["loc"][0]))
            yield _fault("setting-value", f"{key}={shown(one['input'])}: {told(one)}", _without(key))
        return
    except (SettingsError, UnicodeDecodeError, OSError):
        yield _unreadable(env_file)
        return
    try:
        load_settings()
    except SettingsError as error:
        if "twice" in str(error):
            yield _fault("threshold-twice", str(error), _without("QA_BOT_MIN_CONFIDENCE"))


def secrets(settings: Settings, env_file: Path = Path(ENV_FILE)) -> Iterator[Finding]:
    """Yield that others can read the secrets of `.env`."""
    if not env_file.is_file() or not env_file.stat().st_mode & OTHERS:
        return
    names = [variable(name) for name, value in settings if isinstance(value, SecretStr)]
    if kept := [name for name in names if name in env_file.read_text("utf-8") and name not in os.environ]:
        problem = f"other users of this machine can read {', '.join(kept)} in {ENV_FILE}"
        yield _fault("secrets-readable", problem, f"chmod 600 {ENV_FILE}")


def tokens(settings: Settings) -> Iterator[Finding]:
    """Yield tokens that are missing, or that cannot be any."""
    discord = _text(settings.discord_token)
    if discord and not is_token(discord):
        problem = "QA_BOT_DISCORD_TOKEN has characters that no token has: copy it again, without quotes and without `Bot `"
        yield _fault("discord-token-malformed", problem, _set("QA_BOT_DISCORD_TOKEN"))
    elif not discord and any(name.startswith("discord_") for name in settings.model_fields_set - {"discord_token"}):
        problem = "Discord is set up, and QA_BOT_DISCORD_TOKEN is missing"
        yield _fault("discord-token-missing", problem, _set("QA_BOT_DISCORD_TOKEN"))
    serve = _text(settings.serve_token)
    new_token = f"sed -i '/^QA_BOT_SERVE_TOKEN=/d' {ENV_FILE}; echo QA_BOT_SERVE_TOKEN=$(openssl rand -hex 16) >> {ENV_FILE}"
    if serve and not is_token(serve):
        yield _fault("serve-token-malformed", "QA_BOT_SERVE_TOKEN has characters that no token has", new_token)
    elif serve and len(serve) < SHORTEST_TOKEN:
        problem = f"QA_BOT_SERVE_TOKEN has {len(serve)} characters and can be guessed"
        yield Finding(name="serve-token-short", kind="advice", problem=problem, command=new_token)


def extras(settings: Settings, machine: Machine) -> Iterator[Finding]:
    """Yield the extras that the settings need and that are not installed."""
    models = (settings.embedding, settings.reranker)
    needed = {
        "discord": settings.discord_token and ("discord",),
        "llm": settings.llm != NO_MODEL and ("llama_index",),
        "postgres": settings.database_url and ("psycopg",),
        "sentence-transformers": any(name != "bundled" for name in models) and ("sentence_transformers",),
        "serve": settings.serve_token and ("starlette", "uvicorn", "prometheus_client"),
    }
    for extra, packages in needed.items():
        if missing := [name for name in packages or () if not machine.has_package(name)]:
            problem = f"the settings need the extra `{extra}`, and its package {missing[0]} is not installed"
            yield _fault("extra-missing", problem, f'pip install "qa-bot[{extra}]"')


def language_model(settings: Settings, machine: Machine) -> Iterator[Finding]:
    """Yield that the language model cannot be used: its key or its address is missing, or nothing answers there."""
    if settings.llm == NO_MODEL:
        return
    from qa_bot.llm.providers import key_of, needs_key, service_of

    try:
        service = service_of(settings)
    except SettingsError as error:
        yield _fault("llm-address", str(error), _set("QA_BOT_LLM_BASE_URL"))
        return
    if needs_key(settings) and not key_of(settings):
        problem = f"the language model {settings.llm} needs a key"
        yield _fault("llm-key-missing", problem, _set(service.key_setting))
    if reason := machine.connect(service.address):
        problem = f"nothing answers at {shown_address(service.address)} ({reason}): answers are made of quotes alone until then"
        yield Finding(
            name="llm-unreachable", kind="service", problem=problem, command=f"curl -I {quote(shown_address(service.address))}"
        )


def files(settings: Settings) -> Iterator[Finding]:
    """Yield prompts and weights that cannot be used."""
    try:
        load_prompts(settings.prompts_dir)
    except QaBotError as error:
        yield _fault("prompts", str(error), _without("QA_BOT_PROMPTS_DIR"))
    if "bundled" not in (settings.embedding, settings.reranker):
        return
    for name in CHECKSUMS:
        try:
            checked_file(name, settings.models_dir)
        except QaBotError as error:
            again = "pip install --force-reinstall --no-deps qa-bot"
            yield _fault("weights", str(error), _without("QA_BOT_MODELS_DIR") if settings.models_dir else again)


def _misspelt(key: Misspelt, env_file: Path) -> Finding:
    if key.key in os.environ:
        command = f"unset {key.key}" + (f"; export {key.near}=..." if key.near else "")
    elif key.near:
        command = f"sed -i 's/^\\(export \\)\\?{key.key}=/{key.near}=/' {env_file}"
    else:
        command = _without(key.key)
    meant = f": did you mean {key.near}?" if key.near else ": docs/settings.md lists every setting"
    return _fault("setting-unknown", f"the setting {key.key} is not known{meant}", command)


def _unreadable(env_file: Path) -> Finding:
    try:
        env_file.read_bytes()
    except OSError as error:
        problem = f"the file {env_file} cannot be read ({error.strerror})"
        return _fault("env-unreadable", problem, f"ls -l {env_file}" if env_file.is_dir() else f"chmod 600 {env_file}")
    with suppress(UnicodeDecodeError):
        if line := broken_line(env_file):
            return _fault("env-malformed", told_of(line, env_file), f"sed -n {line}p {env_file}")
    command = f"iconv -f LATIN1 -t UTF-8 {env_file} > {env_file}.utf8 && mv {env_file}.utf8 {env_file}"
    return _fault("env-unreadable", f"the file {env_file} is no UTF-8 text file", command)


def _without(key: str) -> str:
    return f"unset {key}" if key in os.environ else f"sed -i '/^\\(export \\)\\?{key}=/d' {ENV_FILE}"


def _set(key: str) -> str:
    return f"{_without(key)}; echo '{key}=...' >> {ENV_FILE} && chmod 600 {ENV_FILE}"


def _text(secret: SecretStr | None) -> str:
    return secret.get_secret_value().strip() if secret else ""


def _fault(name: str, problem: str, command: str) -> Finding:
    return Finding(name=name, kind="configuration", problem=problem, command=command)
