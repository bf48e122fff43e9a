"""Switch the rules and words of reckoning off, one by one, and report which answers change.

    python benchmarks/reckoning_rules.py [--words] [--only TEXT]

Asks the questions of tests/reckoning (each of its own table) and of benchmarks/sets/documents (each of the tables of its folder)
of the reckoning alone, in this process, without search or reader. A rule is a function of qa_bot.reckoning; switched off it says
no, gives nothing, or returns the items as they were. `--words` switches off the entries of the phrase lists instead. Prints for
each how many answers it gives a part in, how many right ones fall silent without it, how many go wrong, and how many are won.
A rule that changes nothing has no place in the code, unless it keeps the bot silent where no question of the sets tries it.
"""

import argparse
import importlib
import inspect
import json
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from documents import _cases, _holds, flat  # noqa: E402

import qa_bot.reckoning  # noqa: E402
from qa_bot.documents.document import FileEntry, UnreadableFileError  # noqa: E402
from qa_bot.documents.reading import read_file  # noqa: E402
from qa_bot.reckoning.reckon import prepare, reckon_prepared  # noqa: E402
from qa_bot.reckoning.tables import Table, tables_of, tables_of_rows  # noqa: E402
from qa_bot.reckoning.vocabulary import Vocabulary  # noqa: E402
from tests.reckoning import comparing, counting, ends, held_out_tables, listing, totals  # noqa: E402
from tests.reckoning.everyday_tables import TABLES  # noqa: E402
from tests.reckoning.traps import TRAPS  # noqa: E402

SETS = ("reckoning", "reckoning_again", "reckoning_third")
LISTS = ("lexicon.PHRASES", "lexicon.COMPARATORS", "lexicon.SUFFIXES", "lexicon.FILLER_PHRASES", "adjectives.VERBS")
# Without these nothing is reckoned at all.
NEEDED = frozenset("replace root roots_of stems_of fold folded reckon reckon_prepared prepare compute understand_with".split())


class Case(NamedTuple):
    """A question, the tables it is asked of, and what is right: a value, one of several texts, or silence (None)."""

    set: str
    tables: tuple[Table, ...]
    question: str
    right: str | tuple[str, ...] | None


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    asked = tuple(cases())
    before = grades(asked)
    for name in (*SETS, "tests"):
        print(name, {grade: sum(g == grade for c, g in zip(asked, before, strict=True) if c.set == name) for grade in GRADES})
    print(f"{'rule':44} {'part in':>8} {'lost':>5} {'wrong':>6} {'won':>4}")
    for label, switch, concerned in words(asked) if arguments.words else rules(asked):
        if arguments.only in label and concerned:
            with switch:
                after = grades([asked[place] for place in concerned])
            pairs = [(before[place], grade) for place, grade in zip(concerned, after, strict=True)]
            lost, won = pairs.count(("right", "silent")), pairs.count(("silent", "right"))
            wrong = sum(new == "wrong" != old for old, new in pairs)
            print(f"{label:44} {len(concerned):8} {lost:5} {wrong:6} {won:4}", flush=True)


GRADES = ("right", "wrong", "silent")


def cases() -> Iterator[Case]:
    """Yield the questions of the tests and of the sets."""
    for kind in (counting, totals, ends, listing, comparing):
        for name, asked in kind.CASES.items():
            yield from (Case("tests", (TABLES[name],), question, value) for question, value in asked)
    for name, questions in TRAPS.items():
        yield from (Case("tests", (TABLES[name],), question, None) for question in questions)
    for table, held_out in held_out_tables.HELD_OUT:
        yield from (Case("tests", (table,), question, value) for question, value in held_out)
    for name in SETS:
        for folder in _cases(ROOT / "benchmarks/sets/documents" / name):
            tables = tuple(table for path in sorted((folder / "docs").iterdir()) for table in tables_in(path))
            for line in (folder / "q.jsonl").read_text("utf-8").splitlines():
                answer = json.loads(line)["answer"]
                yield Case(
                    name,
                    tables,
                    json.loads(line)["question"],
                    (answer,) if isinstance(answer, str) else answer and tuple(answer),
                )


def tables_in(path: Path) -> tuple[Table, ...]:
    """Return the tables of a file."""
    try:
        documents = read_file(FileEntry(source=path.name, path=path, size=0, mtime_ns=0), path.read_bytes())
    except UnreadableFileError:
        return ()
    if len(documents) == 1 and documents[0].part == "":
        return tables_of(path.name, documents[0].text, documents[0].blocks)
    return tables_of_rows(path.name, documents)


def grades(asked: Sequence[Case], now: list[int] | None = None) -> list[str]:
    """Return for each question whether it is answered right or wrong, or not at all; `now` gets the place of the one asked."""
    known: dict[int, Vocabulary | None] = {}
    found = []
    for place, case in enumerate(asked):
        if now is not None:
            now[:] = [place]
            known.clear()  # what is worked out once for a table is worked out for each question
        found.append(_grade(case, known))
    return found


def _grade(case: Case, known: dict[int, Vocabulary | None]) -> str:
    try:
        for table in case.tables:
            if id(table) not in known:
                known[id(table)] = prepare(table)
        reckoned = reckon_prepared(case.question, [names for table in case.tables if (names := known[id(table)])])
    except Exception:  # a rule switched off may break another
        return "wrong"
    if reckoned is None:
        return "silent"
    if case.right is None or isinstance(case.right, str):
        return "right" if reckoned.value == case.right else "wrong"
    said = flat(f"{reckoned.answer} {reckoned.value}")
    return "right" if any(_holds(flat(answer), said, said) for answer in case.right) else "wrong"


def rules(asked: Sequence[Case]) -> Iterator[tuple[str, Any, list[int]]]:
    """Yield each function that can be switched off, what switches it off, and the questions in which it says something."""
    off = {(module, name): (function, nothing) for module, name, function, nothing in _functions()}
    said: dict[tuple[str, str], set[int]] = {(module.__name__, name): set() for module, name in off}
    now: list[int] = []
    with ExitStack() as stack:
        for (module, name), (function, nothing) in off.items():
            stack.enter_context(replaced(module, name, _watched(function, nothing, said[module.__name__, name], now)))
        grades(asked, now)
    for (module, name), (_, nothing) in off.items():
        yield f"{_short(module)}.{name}", replaced(module, name, nothing), sorted(said[module.__name__, name])


def _functions() -> Iterator[tuple[ModuleType, str, FunctionType, Callable[..., Any]]]:
    for module in _modules():
        for name, function in list(vars(module).items()):
            if isinstance(function, FunctionType) and function.__module__ == module.__name__ and name not in NEEDED:
                nothing = _nothing(function)
                if nothing:
                    yield module, name, function, nothing


def _nothing(function: FunctionType) -> Callable[..., Any] | None:
    """Return what a function becomes that is switched off: it says no, gives nothing, or its first argument back."""
    returned = str(inspect.signature(function).return_annotation)
    first = next(iter(inspect.signature(function).parameters.values()), None)
    if returned.endswith("| None"):
        return lambda *_, **__: None
    if "bool" in returned and "tuple" not in returned:
        return lambda *_, **__: False
    if returned.startswith("list"):
        return lambda *_, **__: []
    return (
        (lambda items, *_, **__: items) if first and first.annotation == inspect.signature(function).return_annotation else None
    )


def _watched(function: FunctionType, nothing: Callable[..., Any], said: set[int], now: list[int]) -> Callable[..., Any]:
    """Return a function that notes the questions in which it gives more than nothing."""

    @wraps(function)
    def watched(*args: Any, **named: Any) -> Any:
        given = function(*args, **named)
        if given and (given != args[0] if args else True):
            said.update(now)
        return given

    return watched


def words(asked: Sequence[Case]) -> Iterator[tuple[str, Any, list[int]]]:
    """Yield each entry of the phrase lists, what switches it off, and the questions that have it."""
    asking = [" ".join(re.findall(r"[^\W_]+", case.question.casefold())) for case in asked]
    for path in LISTS:
        module = importlib.import_module(f"qa_bot.reckoning.{path.split('.')[0]}")
        name = path.split(".")[1]
        entries = getattr(module, name)
        for word in entries:
            left = {k: v for k, v in entries.items() if k != word} if isinstance(entries, dict) else entries - {word}
            yield (
                f"{path} {word}",
                replaced(module, name, left),
                [n for n, text in enumerate(asking) if f" {word} " in f" {text} "],
            )


@contextmanager
def replaced(module: ModuleType, name: str, value: Any) -> Iterator[None]:
    """Give a name of a module another value in every module of the package that knows it."""
    original = getattr(module, name)
    users = [other for other in _modules() if getattr(other, name, None) is original]
    for user in users:
        setattr(user, name, value)
    try:
        yield
    finally:
        for user in users:
            setattr(user, name, original)


def _modules() -> list[ModuleType]:
    names = [found.name for found in pkgutil.iter_modules(qa_bot.reckoning.__path__)]
    return [importlib.import_module(f"qa_bot.reckoning.{name}") for name in names]


def _short(module: ModuleType) -> str:
    return module.__name__.removeprefix("qa_bot.reckoning.")


if __name__ == "__main__":
    main()
