"""A corpus with a thousand quotes, and what happens to each of them: one seeded edit, of which is known whether the quote stands."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

from qa_bot.answer import Answer, Citation, IndexInfo

QUOTES = 1000
A_FILE = 4
NOUNS = "bridge mill ferry lighthouse school market harbour museum chapel station".split()
VERBS = "opens closes begins ends stops starts".split()
PLACES = "Aldmoor Corve Tarn Skerry Orrington Penhurst Marlow Quill Stennet Varle".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class Edited(NamedTuple):
    """A quote before and after: the text of its line, which may be none, and whether it stands."""

    name: str
    line: str | None
    stands: bool


def sentence(random: Random, number: int) -> str:
    """Return a sentence that no other is like; one of four is short, one of four has no full stop."""
    noun, place, day = random.choice(NOUNS), random.choice(PLACES), random.choice(DAYS)
    if number % 4 == 0:
        return f"Room {number} is free."
    end = "" if number % 4 == 1 else "."
    return f"The {noun} of {place} {random.choice(VERBS)} on {day} at {number % 12 + 1} o'clock for {number} visitors{end}"


# Each takes the line away or changes it, so that its words do not stand there any more.
CHANGES: dict[str, Callable[[str, Random], str | None]] = {
    "taken out": lambda line, _: None,
    "another word": lambda line, _: line.replace(" is ", " was ").replace(" for ", " but for "),
    "another number": lambda line, _: _next_number(line),
    "a digit more": lambda line, _: _more_digits(line),
    "denied": lambda line, _: line.replace(" is ", " is not ").replace(" on ", " not on "),
    "cut off": lambda line, _: " ".join(line.split()[:-1]),
    "more said": lambda line, _: f"{line.rstrip('.')} and their children{'.' if line.endswith('.') else ''}",
    "only sometimes": lambda line, _: f"In summer, {line}",
    "another name": lambda line, _: line.replace("The ", "The old ").replace("Room", "Hall"),
    "a question": lambda line, _: f"{line.rstrip('.')}?" if line.endswith(".") else f"{line} or not?",
}
# These leave the words as they are.
HARMLESS: dict[str, Callable[[str, Random], str | None]] = {
    "untouched": lambda line, _: line,
    "wrapped otherwise": lambda line, random: _wrapped(line, random),
    "something before": lambda line, _: f"It is written here again. {line}",
    "something after": lambda line, _: f"{line} Nobody knows why." if line.endswith(".") else f"{line}\n\nNobody knows why.",
    "made a point of": lambda line, _: f"- {line}",
}
# And these happen to whole files.
FATES = ("stays",) * 8 + ("renamed", "renamed", "reversed", "reversed", "deleted", "deleted, a copy stays", "emptied")


def _next_number(line: str) -> str:
    return " ".join(str(int(word) + 1) if word.isdigit() and len(word) > 2 else word for word in line.split()) + " "


def _more_digits(line: str) -> str:
    return " ".join(f"{word}7" if word.isdigit() and len(word) > 2 else word for word in line.split())


def _wrapped(line: str, random: Random) -> str:
    words = line.split()
    place = random.randint(1, len(words) - 1)
    return f"{' '.join(words[:place])}\n{' '.join(words[place:])}"


class Corpus:
    """The files of a seed before and after; `write` writes either, `answers` quote all lines of the first."""

    def __init__(self, seed: int, quotes: int = QUOTES) -> None:
        random = Random(seed)
        lines = [sentence(random, 1000 + number) for number in range(quotes)]
        files = {f"{n // A_FILE:04}.txt": lines[n : n + A_FILE] for n in range(0, quotes, A_FILE)}
        self.before = {name: _text(some) for name, some in files.items()}
        self.after: dict[str, str] = {}
        self.edits: dict[str, Edited] = {}
        for name, some in files.items():
            self._edit(name, some, random)

    def _edit(self, name: str, lines: list[str], random: Random) -> None:
        fate = random.choice(FATES)
        if fate in ("deleted", "emptied"):
            self.edits |= {line: Edited(fate, None, False) for line in lines}
            if fate == "emptied":
                self.after[name] = "Nothing is known any more.\n"
            return
        if fate == "deleted, a copy stays":
            self.after[f"copies/{name}"] = self.before[name]
            self.edits |= {line: Edited(fate, line, True) for line in lines}
            return
        edited = [self._edit_line(line, random, fate) for line in lines]
        kept = [line for line in edited if line is not None]
        target = f"new-{name}" if fate == "renamed" else name
        self.after[target] = _text(kept[::-1] if fate == "reversed" else kept)

    def _edit_line(self, line: str, random: Random, fate: str) -> str | None:
        # A renamed file is a new one: that a short sentence stands there too says little if its neighbours changed.
        kinds = HARMLESS if fate == "renamed" else {**CHANGES, **HARMLESS}
        kind = random.choice(list(kinds))
        edited = kinds[kind](line, random)
        self.edits[line] = Edited(f"{fate}, {kind}", edited, kind in HARMLESS)
        assert edited is None or kind in HARMLESS or edited != line, kind
        return edited

    def write(self, folder: Path, files: dict[str, str]) -> None:
        """Bring a folder to some files."""
        for path in list(folder.rglob("*.txt")):
            if str(path.relative_to(folder)) not in files:
                path.unlink()
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")

    def answers(self, generation: int) -> dict[str, Answer]:
        """Return an answer for each line that quotes it."""
        return {
            line: quoting(name, text, line, generation)
            for name, text in self.before.items()
            for line in text.strip().split("\n\n")
        }


def quoting(name: str, text: str, quote: str, generation: int, **fields: object) -> Answer:
    """Return an answer that quotes a part of a text."""
    start = text.index(quote)
    place = {"start": start, "end": start + len(quote), "line_start": 1, "line_end": 1}
    cited = Citation(number=1, source=name, quote=quote, **place)
    known: dict[str, object] = {"question": f"What of {name}?", "standalone_question": f"What of {name}?", "confidence": 0.9}
    index = IndexInfo(generation=generation, documents=1, chunks=1, built_at="2026-01-01T00:00:00+00:00")
    return Answer(**{**known, "status": "answered", "text": f"{quote} [1]", "citations": (cited,), "index": index, **fields})


def _text(lines: list[str]) -> str:
    return "\n\n".join(lines) + "\n"
