"""Any reader of LlamaIndex, by its class and its arguments: a document a file."""

import inspect
import json
import os
import re
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from qa_bot.errors import DependencyError, ServiceError, SourceError
from qa_bot.sources.fetching import Fetched, Order
from qa_bot.sources.manifest import digest_of
from qa_bot.sources.staging import is_readable, safe_path

# What readers call the address of a document, and its name.
_URLS = ("url", "link", "URL", "source_url", "web_url", "permalink")
_NAMES = ("file_name", "title", "name", "page_title", "page_id", "id")
_UNNAMED = re.compile(r"[^\w.-]+")


def fetch_llama_index(order: Order) -> Fetched:
    """Fetch what a reader loads; raise ServiceError if it fails."""
    path, _, typed = order.address.place.partition("?")
    reader = _class(path)
    made, loaded = _shared_out(reader, _arguments(typed))
    try:
        documents = list(reader(**made).load_data(**loaded))
    except ImportError as error:
        raise DependencyError(f"{path} needs another package ({error}): install it with pip") from error
    except Exception as error:  # readers raise whatever their services raise
        raise ServiceError(f"{path} failed ({type(error).__name__}: {error}): look at its arguments and its service") from error
    if not documents:
        raise ServiceError(f"{path} loaded no document: what was fetched before stays")
    for document in documents:
        _put(order, str(document.get_content()), document.metadata or {}, str(document.id_))
    return Fetched()


def _put(order: Order, text: str, about: Mapping[str, Any], document_id: str) -> None:
    url = next((str(about[key]) for key in _URLS if str(about.get(key, "")).startswith(("http://", "https://"))), None)
    named = str(next((about[key] for key in _NAMES if about.get(key)), None) or url or document_id)
    name = _UNNAMED.sub("-", named).strip("-.") or digest_of(named.encode())[:16]
    file = name if is_readable(name) and name.lower().endswith((".md", ".txt")) else f"{name}.txt"
    if text.strip():
        order.staging.put(safe_path([file]), text.encode(), url=url)


def _class(path: str) -> Any:
    module, _, name = path.rpartition(".")
    if not module:
        raise SourceError(f"{path!r} names no class: write its whole name, like llama_index.readers.web.SimpleWebPageReader")
    try:
        found = getattr(import_module(module), name, None)
    except ImportError as error:
        package = module.replace("_", "-").replace(".", "-")
        raise DependencyError(f"{module} cannot be imported ({error}): pip install {package}") from error
    if not inspect.isclass(found) or not hasattr(found, "load_data"):
        raise SourceError(f"{path} is no reader of LlamaIndex: a reader is a class with load_data")
    return found


def _arguments(typed: str) -> dict[str, Any]:
    """Return the arguments; a value "$NAME" is read from the environment, so that no secret is kept."""
    try:
        found = json.loads(typed) if typed else {}
    except ValueError as error:
        raise SourceError(f'the arguments are no JSON ({error}): write ?{{"name": value}} after the class') from error
    if not isinstance(found, dict):
        raise SourceError('the arguments are no JSON object: write ?{"name": value} after the class')
    return {key: _from_environment(value) for key, value in found.items()}


def _from_environment(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"\$[A-Z_][A-Z0-9_]*", value):
        return value
    if value[1:] not in os.environ:
        raise SourceError(f"the environment has no variable {value[1:]}: set it, then run this again")
    return os.environ[value[1:]]


def _shared_out(reader: Any, arguments: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return which arguments make the reader, and which it loads with: those that only `load_data` names."""
    loads = _names(inspect.signature(reader.load_data).parameters.values())
    makes = _names(inspect.signature(reader.__init__).parameters.values())
    loaded = {key: value for key, value in arguments.items() if key in loads and key not in makes}
    return {key: value for key, value in arguments.items() if key not in loaded}, loaded


def _names(parameters: Iterable[inspect.Parameter]) -> set[str]:
    return {parameter.name for parameter in parameters if parameter.kind is not inspect.Parameter.VAR_KEYWORD} - {"self"}
