"""The gold set: questions with their acceptable answers, and the documents and passages that hold them."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa_bot.conversation import Conversation, Turn
from qa_bot.errors import GoldError
from qa_bot.evaluation.spans import locate

# So many names are told.
NAMED = 3


class GoldQuestion(BaseModel):
    """A line of a gold set; keys that are not known are ignored.

    `answer` is one acceptable answer, several, or None if the corpus has none. `all_of` names parts that must all be in
    the answer. `evidence` are verbatim passages of the `sources`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    question: str = Field(min_length=1)
    answer: str | tuple[str, ...] | None
    all_of: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    type: str = "question"
    history: tuple[Turn, ...] = ()

    @property
    def acceptable(self) -> tuple[str, ...]:
        """Return the acceptable answers: none if the corpus has no answer."""
        if self.answer is None:
            return ()
        return (self.answer,) if isinstance(self.answer, str) else self.answer

    @property
    def is_answerable(self) -> bool:
        """Tell whether the corpus has an answer."""
        return self.answer is not None

    def conversation(self) -> Conversation:
        """Return the history as a conversation."""
        return Conversation(turns=self.history)


class GoldSet(BaseModel):
    """A whole gold set; `digest` identifies its content."""

    model_config = ConfigDict(frozen=True)

    questions: tuple[GoldQuestion, ...]
    digest: str


def read_gold(path: Path) -> GoldSet:
    """Read a gold set; raise GoldError when a line is malformed or repeated (it names the line), or the file has none."""
    try:
        data = path.read_bytes()
        lines = data.decode("utf-8-sig").splitlines()
    except OSError as error:
        raise GoldError(f"the gold set {path} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"the gold set {path} is not UTF-8: save it as UTF-8") from error
    questions: dict[str, GoldQuestion] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        question = _parse(path, number, line)
        if question.id in questions:
            raise GoldError(f"{path}, line {number}: the id {question.id!r} was used before: give each question its own")
        questions[question.id] = question
    if not questions:
        raise GoldError(f"the gold set {path} holds no question")
    return GoldSet(questions=tuple(questions.values()), digest=hashlib.sha256(data).hexdigest())


def _parse(path: Path, number: int, line: str) -> GoldQuestion:
    try:
        return GoldQuestion.model_validate(json.loads(line))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise GoldError(f"{path}, line {number}: {where}: {first['msg']}") from error
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{path}, line {number} is not JSON ({error})") from error


def unknown_in(gold: GoldSet, text_of: Callable[[str], str | None]) -> Iterator[str]:
    """Yield what a gold set names and the corpus does not have, in words: documents, and passages of documents."""
    missing = sorted({source for one in gold.questions for source in one.sources if text_of(source) is None})
    if missing:
        yield f"{_some(missing)} named as a source in the gold set, and no such document is in the index"
    lost = [one.id for one in gold.questions if any(not _is_there(piece, one.sources, text_of) for piece in one.evidence)]
    if lost:
        yield f"the evidence of {_some(lost, 'question')} in none of the sources that its line names"


def _is_there(evidence: str, sources: Sequence[str], text_of: Callable[[str], str | None]) -> bool:
    return any(locate(evidence, source, text_of(source) or "") for source in sources)


def _some(names: Sequence[str], noun: str = "") -> str:
    """Return the first names, with "is" or "are" behind them."""
    named = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
    is_one = len(names) == 1
    return f"{noun}{'s' if noun and not is_one else ''} {named} {'is' if is_one else 'are'}".strip()
