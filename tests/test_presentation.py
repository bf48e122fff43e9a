"""What every place that shows an answer works with."""

from typing import get_args

import pytest

from qa_bot.answer import Answer, AnswerSpan, Citation, IndexInfo, NearestQuote, Reason
from qa_bot.presentation import closest_named, lines_of, outcome_of, pieces_of, understood_as

# The quote begins at offset 100 of its document; spans count in the document too.
QUOTE = "They met in Ankara on 22 July."
INDEX = IndexInfo(generation=1, documents=5, chunks=9, built_at="2026-01-01T00:00:00+00:00")


def cited(*places: tuple[int, int], **changes: object) -> Citation:
    spans = tuple(AnswerSpan(start=start, end=end, text=QUOTE[max(start - 100, 0) : end - 100]) for start, end in places)
    fields = {"number": 1, "source": "a.txt", "quote": QUOTE, "start": 100, "end": 130, "line_start": 3, "line_end": 3}
    return Citation(**{**fields, "spans": spans, **changes})


def near(source: str) -> NearestQuote:
    return NearestQuote(source=source, quote=QUOTE, start=100, end=130, line_start=3, line_end=4)


def abstention(reason: str | None, **changes: object) -> Answer:
    fields = {"question": "Where?", "standalone_question": "Where?", "text": "No.", "confidence": 0.1, "index": INDEX}
    return Answer(**{**fields, "status": "abstained", "reason": reason, **changes})


@pytest.mark.parametrize(
    ("places", "pieces"),
    [
        ([], [(QUOTE, False)]),
        ([(112, 118)], [("They met in ", False), ("Ankara", True), (" on 22 July.", False)]),
        ([(100, 104), (122, 130)], [("They", True), (" met in Ankara on ", False), ("22 July.", True)]),
        ([(100, 130)], [(QUOTE, True)]),
        (
            [(122, 124), (112, 118)],
            [("They met in ", False), ("Ankara", True), (" on ", False), ("22", True), (" July.", False)],
        ),
        ([(112, 115), (115, 118)], [("They met in ", False), ("Ankara", True), (" on 22 July.", False)]),
        ([(112, 118), (115, 124)], [("They met in ", False), ("Ankara", True), (" on 22 July.", False)]),
        ([(112, 118), (112, 118)], [("They met in ", False), ("Ankara", True), (" on 22 July.", False)]),
        ([(90, 104), (122, 131), (-5, -1), (400, 410)], [(QUOTE, False)]),
        ([(112, 112), (118, 112)], [(QUOTE, False)]),
    ],
    ids=["none", "one", "at-both-ends", "all", "out-of-order", "touching", "overlapping", "twice", "out-of-range", "empty"],
)
def test_a_quote_is_cut_at_its_spans(places, pieces):
    assert list(pieces_of(cited(*places))) == pieces


def test_an_empty_quote_has_no_pieces():
    assert pieces_of(cited((100, 101), quote="", end=100)) == ()


@pytest.mark.parametrize(
    ("quoted", "words"),
    [
        (cited(), "line 3"),
        (cited(line_end=5, page=2), "page 2, lines 3–5"),
        (near("a.txt"), "lines 3–4"),
    ],
    ids=["line", "page", "nearest"],
)
def test_the_place_of_a_quote_is_told_in_words(quoted, words):
    assert lines_of(quoted) == words


@pytest.mark.parametrize(
    ("reason", "nearest", "closest", "named"),
    [
        ("not_in_corpus", [], ["a.txt", "b.txt"], ("a.txt", "b.txt")),
        ("other_subject", [], ["a.txt"], ("a.txt",)),
        ("false_premise", [], ["a.txt"], ("a.txt",)),
        ("ambiguous", [], ["a.txt"], ()),
        ("empty_index", [], ["a.txt"], ()),
        ("not_in_corpus", ["a.txt"], ["a.txt"], ()),
        ("not_in_corpus", ["a.txt", "b.txt"], ["b.txt", "a.txt"], ()),
        ("not_in_corpus", ["a.txt"], ["a.txt", "b.txt"], ("a.txt", "b.txt")),
    ],
    ids=["not-found", "other-subject", "false-premise", "ambiguous", "empty", "named-already", "both-named", "another"],
)
def test_the_closest_files_are_named_where_the_nearest_quotes_do_not_name_them_all(reason, nearest, closest, named):
    answer = abstention(reason, nearest=tuple(map(near, nearest)), closest=tuple(closest))
    assert closest_named(answer) == named


def test_every_reason_has_words_of_its_own_that_fit_a_column():
    words = [outcome_of(abstention(reason)) for reason in get_args(Reason)]
    assert len(set(words)) == len(words)
    assert max(map(len, words)) <= 14
    assert not [word for word in words if "_" in word]


def test_an_abstention_of_no_known_reason_is_still_one():
    assert outcome_of(abstention(None)) == "not answered"
    assert outcome_of(abstention(None, status="answered")) == "answered"


@pytest.mark.parametrize(
    ("typed", "meant", "told"),
    [
        ("And when?", "When was the mill built?", "When was the mill built?"),
        ("And when was it built?", "When was it built?", None),
        ("a deposit?", "Who may buy a house? a deposit?", None),
        ("And a cat?", "What does a ticket cost: a cat?", None),
        ("price of membreship", "price of membership", "price of membership"),
        ("When was the mill built?", "When was the mill built?", None),
    ],
)
def test_only_another_question_that_a_person_could_have_typed_is_told(typed, meant, told):
    assert understood_as(abstention(None, question=typed, standalone_question=meant)) == told
