"""Switch a hand-written rule off: a function of qa_bot always returns the same, a pattern matches nothing, a list of words is empty."""

import importlib
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def switched_off(rule: str, nothing: Any) -> Iterator[None]:
    """Replace "module.function" of qa_bot in every module that knows it by one that returns the same whatever it is given."""
    with _replaced(rule, lambda _: lambda *_, **__: nothing):
        yield


@contextmanager
def emptied(rule: str) -> Iterator[None]:
    """Replace "module.name" of qa_bot, a pattern or words, by one without any; of "module.name:key" the key alone is left out."""
    name, _, key = rule.partition(":")

    def empty(original: Any) -> Any:
        if key:
            return {known: value for known, value in original.items() if known != key}
        return re.compile("(?!)") if isinstance(original, re.Pattern) else type(original)()

    with _replaced(name, empty):
        yield


@contextmanager
def recorded(rule: str, nothing: Any, tell: Callable[[], None]) -> Iterator[None]:
    """Call `tell` whenever a function does not return what it would return when switched off, or a pattern is found.

    Of words nobody can tell when they are used, so `tell` is called at once.
    """
    name, _, key = rule.partition(":")

    def watched(original: Any) -> Any:
        if isinstance(original, re.Pattern):
            return RecordedPattern(original, tell)
        if key or not callable(original):
            tell()
            return original

        def function(*args: Any, **kwargs: Any) -> Any:
            result = original(*args, **kwargs)
            if result != nothing:
                tell()
            return result

        return function

    with _replaced(name, watched):
        yield


class RecordedPattern:
    """A pattern that tells when it is found."""

    def __init__(self, pattern: re.Pattern[str], tell: Callable[[], None]) -> None:
        self._pattern = pattern
        self._tell = tell

    def __getattr__(self, name: str) -> Any:
        """Return a method of the pattern, which tells when its text has the pattern."""
        method = getattr(self._pattern, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            if any(isinstance(one, str) and self._pattern.search(one) for one in args):
                self._tell()
            return method(*args, **kwargs)

        return watched if callable(method) else method


@contextmanager
def _replaced(rule: str, replacement: Callable[[Any], Any]) -> Iterator[None]:
    module_name, name = rule.rsplit(".", 1)
    original = getattr(importlib.import_module(f"qa_bot.{module_name}"), name)
    users = [
        module for key, module in sys.modules.items() if key.startswith("qa_bot.") and getattr(module, name, None) is original
    ]
    for module in users:
        setattr(module, name, replacement(original))
    try:
        yield
    finally:
        for module in users:
            setattr(module, name, original)
