"""Whether a row is the one that a question asks about, and has what it asks for; rows beside it look alike."""

import re
from collections.abc import Sequence

from qa_bot.answering.reckoned import TABULAR
from qa_bot.answering.selection import MARGIN
from qa_bot.evidence.grading import ROWS, Graded, best_piece
from qa_bot.passage import UnitKind
from qa_bot.reckoning.asking import SUMS, asks_for_reckoning, asks_for_sum
from qa_bot.reckoning.nouns import alike
from qa_bot.reckoning.roots import root, roots_of
from qa_bot.text.markup import cells
from qa_bot.text.question_form import answer_type, holds_answer_of_type, names, numbers
from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import fold, words
from qa_bot.understanding.phrases import Phrase, noun_phrases

SERIES: tuple[UnitKind, ...] = (*ROWS, "field", "item", "log_line")
# A name with a number: "RE 73", "SC-3", "class 5c".
_NUMBERED = re.compile(r"(?<!\w)(?P<name>[A-Z][^\W\d_]*)[ -]?(?P<number>\d+)(?!\w|[.,:]\d)")
# A name of two parts: "pump-west", "page_size". What it is called by is the second one.
_HYPHENATED = re.compile(r"(?<![\w-])(?P<name>[a-z]{2,})-(?P<number>[a-z0-9]+)(?![\w-])")
_UNDERSCORED = re.compile(r"(?<![\w-])(?P<name>[^\W\d_]{2,})_(?P<number>[^\W_]+)(?![\w-])")
_FIELD = re.compile(r"^([^:\n]+):[^\S\n]*(.*)$", re.M)
_ASIDE = re.compile(r"\([^)]*\)")
_WHO_IS = re.compile(r"\W*who(?:['’]s|\s+(?:is|was|are|were))\s+", re.I)
_POSSESSIVE = re.compile(r"['’]s?\b")


def is_wrong_row(question: str, row: Graded, graded: Sequence[Graded], unknown: frozenset[str] = frozenset()) -> bool:
    """Tell whether a piece is a row that cannot answer, though the reader likes it.

    `graded` has the rows beside it, `unknown` the folded words of the question that no document has.
    """
    return (
        is_one_of_many(question, row)
        or is_of_another(question, row, graded)
        or lacks_what_is_asked(question, row, graded)
        or is_of_unknown_role(question, row, unknown)
    )


def says_how_many(question: str, graded: Sequence[Graded]) -> bool:
    """Tell whether the best piece says the number that is asked for, so that no rows need be counted.

    It is no row, has all of the question's words, and the reader marks a number in it: "a court of 64 flats".
    """
    if not graded or answer_type(question) != "number":
        return False
    best = best_piece(graded)
    told = content_stems(best.evidence.with_heading(best.evidence.context))
    if best.evidence.kind in SERIES or not best.answers_clearly or not content_stems(question) <= told:
        return False
    return any(holds_answer_of_type("number", best.evidence.passage.slice(*span), question) for span in best.answers)


def without_chance_rows(question: str, graded: Sequence[Graded]) -> Sequence[Graded]:
    """Return the pieces without the rows that have no word of the question, where a sentence as good has them all.

    A row with a price has no fee, and "the fee" names none of the rows: the annual fee is meant.
    """
    wanted = content_stems(question)
    best = graded[0].score if graded else 0.0
    if not wanted or not any(
        piece.evidence.kind not in SERIES and piece.score >= best - MARGIN and wanted <= _told(piece) for piece in graded
    ):
        return graded
    return tuple(piece for piece in graded if piece.evidence.kind not in TABULAR or wanted & _told(piece))


def _told(piece: Graded) -> frozenset[str]:
    headers = " ".join(place.text for place in piece.evidence.places)
    return content_stems(f"{piece.evidence.with_heading(piece.evidence.context)} {headers}")


def is_of_unknown_role(question: str, row: Graded, unknown: frozenset[str]) -> bool:
    """Tell whether a question is about somebody in a role that no document knows, in other words of the table neither.

    "Who is the treasurer?" and "What is the treasurer's number?", of a table of members that says nothing of treasurers.
    """
    if row.evidence.kind not in TABULAR or not unknown:
        return False
    roles = [root(phrase.nouns[-1]) for phrase in noun_phrases(question) if _is_unknown_role(phrase, question, unknown)]
    told = roots_of(row.evidence.context)
    return any(alike({role}).isdisjoint(told) for role in roles)


def is_one_of_many(question: str, row: Graded) -> bool:
    """Tell whether a question is about many rows: it asks for reckoning and names nothing that the row has.

    A question for a sum, an average or a difference is about many whatever it names, unless the row has a column for that.
    """
    if row.evidence.kind not in TABULAR:
        return False
    if asks_for_sum(question):
        return SUMS.isdisjoint(words(row.evidence.context))
    if not asks_for_reckoning(question):
        return False
    named = {fold(word) for word in (*names(question), *numbers(question))}
    return named.isdisjoint(words(row.evidence.text))


def is_of_another(question: str, row: Graded, graded: Sequence[Graded]) -> bool:
    """Tell whether a row is about something else than the question names.

    The question has a name with another number or second part than the row, or a name that rows beside it have and it has not.
    """
    if row.evidence.kind not in SERIES:
        return False
    held = _words_around(row)
    stems = {stem(word) for word in held}
    named = [*_NUMBERED.finditer(question), *_UNDERSCORED.finditer(question)]
    if row.evidence.kind in ROWS:
        named += _HYPHENATED.finditer(question)
    # "non-members" are those of the column "Non-member".
    if any(fold(match["name"]) in held and stem(fold(match["number"])) not in stems for match in named):
        return True
    if row.evidence.kind not in ROWS:
        return False
    asked = {fold(name) for name in names(question)}
    beside = [frozenset(words(other.evidence.text)) for other in graded if other is not row and _are_beside(row, other)]
    return any(name not in held and any(name in other for other in beside) for name in asked)


def lacks_what_is_asked(question: str, row: Graded, graded: Sequence[Graded]) -> bool:
    """Tell whether a row has nothing in a column that the question names."""
    wanted = content_stems(question)
    if row.evidence.kind == "record":
        own = {label for label, value in _FIELD.findall(row.evidence.text) if _says_something(value)}
        others = (other.evidence.text for other in graded if other is not row and _are_beside(row, other))
        labels = {label for text in others for label, _ in _FIELD.findall(text)}
        return any(_is_named(label, wanted) for label in labels - own)
    headers = [place.text for place in row.evidence.places if place.kind == "table_header"]
    if row.evidence.kind != "row" or not headers:
        return False
    columns, values = cells(headers[-1]), cells(row.evidence.text)
    if len(columns) != len(values):
        return False
    pairs = zip(columns, values, strict=True)
    return any(_is_named(name, wanted) and not _says_something(value) for (_, _, name), (_, _, value) in pairs)


def _is_unknown_role(phrase: Phrase, question: str, unknown: frozenset[str]) -> bool:
    """Tell whether a phrase is what somebody is called after "who is", or whose something is asked for, and no document has it."""
    if phrase.is_name or not phrase.determiner or phrase.nouns[-1] not in unknown:
        return False
    return bool(_WHO_IS.fullmatch(question[: phrase.start]) or _POSSESSIVE.match(question[phrase.end :]))


def _are_beside(row: Graded, other: Graded) -> bool:
    """Tell whether two rows stand in one table or one file of rows."""
    if other.evidence.kind != row.evidence.kind:
        return False
    first, second = row.evidence.passage, other.evidence.passage
    return first.source.partition("#")[0] == second.source.partition("#")[0] and _header(row) == _header(other)


def _header(row: Graded) -> str:
    return next((place.text for place in row.evidence.places if place.kind == "table_header"), "")


def _words_around(row: Graded) -> frozenset[str]:
    evidence = row.evidence
    return frozenset(words(evidence.with_heading(" ".join([evidence.text, *(place.text for place in evidence.places)]))))


def _is_named(column: str, wanted: frozenset[str]) -> bool:
    stems = content_stems(_ASIDE.sub("", column))
    return bool(stems) and stems <= wanted


def _says_something(value: str) -> bool:
    return any(character.isalnum() for character in value)
