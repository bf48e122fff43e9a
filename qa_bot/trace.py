"""The trace: the id of a question, carried from its message or request to every line that is logged for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import partial
from typing import ParamSpec, TypeVar

_TRACE: ContextVar[str] = ContextVar("trace", default="")
P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def traced(trace: str) -> Iterator[None]:
    """Give everything that is logged in the block, and in the tasks that it starts, a trace."""
    token = _TRACE.set(trace)
    try:
        yield
    finally:
        _TRACE.reset(token)


def current_trace() -> str:
    """Return the trace, "" where there is none."""
    return _TRACE.get()


def carrying(call: Callable[P, T]) -> Callable[P, T]:
    """Return a call that has the trace of this moment in whatever thread it is made, once."""
    return partial(copy_context().run, call)
