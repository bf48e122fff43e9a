"""What the value of a setting may be; a wrong one is told in plain words, never as a pattern or a type."""

import difflib
import math
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

from pydantic import BeforeValidator
from pydantic_settings import NoDecode

NO_MODEL = "none"
TEXT, JSON = LOG_FORMATS = ("text", "json")
PROVIDERS = ("openai", "openai-like", "anthropic", "ollama")
MODEL_FORMS = ", ".join([NO_MODEL, *(f"{provider}:MODEL" for provider in PROVIDERS[:-1])]) + f" or {PROVIDERS[-1]}:MODEL"
# Whose models have names that begin so, for a suggestion.
_FAMILIES = {"gpt": "openai", "chatgpt": "openai", "claude": "anthropic"}
_NEAR = 0.6
_MODEL = re.compile(rf"(?:{'|'.join(PROVIDERS)}):\S+")
# An address with {source} in it, and with no other name in braces except {line}.
_URL_TEMPLATE = re.compile(r"https?://(?:[^{}\s]|\{line\})*\{source\}(?:[^{}\s]|\{line\}|\{source\})*")
_LENT = re.compile(r"\w[\w.-]*(?:@[0-9]+)?")
_LOGIN = re.compile(r"[^/\s@'\"]+@")
_WORDS = {
    "bool_parsing": "write true or false",
    "bool_type": "write true or false",
    "finite_number": "write a number that is not infinite",
    "float_parsing": "write a number",
    "float_type": "write a number",
    "greater_than": "write a number above {gt:g}",
    "greater_than_equal": "write a number of at least {ge:g}",
    "int_from_float": "write a whole number",
    "int_parsing": "write a whole number",
    "int_parsing_size": "write a smaller number",
    "int_type": "write a whole number",
    "less_than": "write a number below {lt:g}",
    "less_than_equal": "write a number of at most {le:g}",
}


def told(error: Mapping[str, Any]) -> str:
    """Return what is wrong with a value and what to write, from one of pydantic's errors."""
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context["error"])
    return _WORDS.get(error["type"], "the value does not fit: .env.example has an example").format(**context)


def shown(value: object) -> str:
    """Return a value as it is shown in an error, without the name and password that an address may hold."""
    return _LOGIN.sub("...@", repr(value))


def shown_address(url: str) -> str:
    """Return an address without the name, password and parameters that it may hold."""
    return _LOGIN.sub("", url.partition("?")[0], count=1).rstrip("/")


def is_token(text: str) -> bool:
    """Tell whether a text can be a token, which is one word of printable ASCII."""
    return bool(text) and text.isascii() and text.isprintable() and " " not in text


def check_model(value: object) -> object:
    """Return the name of a language model with its provider; raise ValueError, with a suggestion, for anything else."""
    if not isinstance(value, str) or value == NO_MODEL or _MODEL.fullmatch(value):
        return value
    near = _nearest_model(value)
    raise ValueError(f"write {MODEL_FORMS}" + (f"; did you mean {near}?" if near else ""))


def _nearest_model(value: str) -> str | None:
    """Return what a wrong name of a model may mean: a provider spelt otherwise, or a model without its provider."""
    provider, _, model = re.sub(r"\s*[:/=\s]\s*", ":", value.strip(), count=1).partition(":")
    near = difflib.get_close_matches(provider.lower(), (NO_MODEL, *PROVIDERS), n=1, cutoff=_NEAR)
    if model and near and near[0] != NO_MODEL:
        return f"{near[0]}:{model.replace(' ', '-')}"
    family = re.match(r"[a-z]*", provider.lower())
    if family and family[0] in _FAMILIES:
        return f"{_FAMILIES[family[0]]}:{provider}"
    if near and near[0] == NO_MODEL:
        return NO_MODEL
    if near:
        return f"{near[0]}:MODEL" if provider.lower() in PROVIDERS else f"{near[0]}:{provider}"
    return None


def _address(value: object, schemes: tuple[str, ...]) -> object:
    if not isinstance(value, str):
        return value
    text = value.strip()
    try:
        parts = urlsplit(text)
        is_address = bool(parts.scheme in schemes and parts.hostname) and parts.port != 0 and not re.search(r"\s", text)
    except ValueError:  # a port that is no number, a bracket that is not closed
        is_address = False
    if is_address:
        return text
    # Without a scheme, "localhost:8080" reads as one.
    near = f"; did you mean {schemes[0]}://{text}?" if re.fullmatch(r"[\w.-]+(?::\d+)?(?:/\S*)?", text) else ""
    raise ValueError(f"write an address that begins with {' or '.join(f'{scheme}://' for scheme in schemes)}{near}")


def check_web_address(value: object) -> object:
    """Return an address of the web; raise ValueError for anything else."""
    return _address(value, ("http", "https"))


def _server(value: object) -> object:
    """Return the address of a server, which may name its database; raise ValueError for anything else."""
    address = check_web_address(value)
    if isinstance(address, str):
        parts = urlsplit(address)
        if "@" in parts.netloc:
            raise ValueError("write the address without name and password: QA_BOT_CHROMA_TOKEN=NAME:PASSWORD takes them")
        if parts.fragment or set(parse_qs(parts.query, keep_blank_values=True)) - {"tenant", "database"}:
            raise ValueError("write nothing after the address but ?tenant=NAME&database=NAME")
    return address


def _socket(value: object) -> object:
    return _address(value, ("ws", "wss"))


def _url_template(value: object) -> object:
    if isinstance(value, str) and not _URL_TEMPLATE.fullmatch(value):
        example = "https://example.org/documents/{source}#L{line}"
        raise ValueError(
            f"write an address with {{source}} in it, and nothing else in braces but {{line}}, for example {example}"
        )
    return value


def _ids(value: object) -> object:
    """Return the ids of a list that is separated by commas or spaces."""
    if not isinstance(value, str):
        return value
    parts = value.replace(",", " ").split()
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError("write ids, which are whole numbers, separated by commas")
    return parts


def _corpora(value: object) -> object:
    """Return the corpora of a list that is separated by commas or spaces, each by its name or as `name@server`."""
    if not isinstance(value, str):
        return value
    parts = value.replace(",", " ").split()
    if not all(_LENT.fullmatch(part) for part in parts):
        raise ValueError(
            "write names from `qa-bot corpus add`, separated by commas; `NAME@ID` is for the server of that id alone"
        )
    return parts


def _log_format(value: object) -> object:
    if value not in LOG_FORMATS:
        raise ValueError(f"write {' or '.join(LOG_FORMATS)}")
    return value


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


Corpora = Annotated[frozenset[str], NoDecode, BeforeValidator(_corpora)]
Corpus = Annotated[Path, BeforeValidator(_corpus)]
LogFormat = Annotated[str, BeforeValidator(_log_format)]
Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)]
Model = Annotated[str, BeforeValidator(check_model)]
Share = Annotated[float, BeforeValidator(_share)]
ServerAddress = Annotated[str, BeforeValidator(_server)]
SocketAddress = Annotated[str, BeforeValidator(_socket)]
UrlTemplate = Annotated[str, BeforeValidator(_url_template)]
WebAddress = Annotated[str, BeforeValidator(check_web_address)]
