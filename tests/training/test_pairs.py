"""What rows become: pairs, their offsets, their tokens, and which rows may be used."""

import json
import lzma
import random
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from qa_bot.text.sentences import split_sentences
from tests.training.made_rows import made_rows
from training.edits import altered_claim, missed_question, with_typo, without_case
from training.encoding import Encoded, encode_material, encode_pairs, open_tokenizer, tokenize
from training.errors import RowsError
from training.headings import heading, title_of
from training.heldout import is_test_passage, split
from training.licences import Source, clear_rows, read_sources
from training.material import Material, gather_material
from training.measures import area_under_curve, refused_at, shared_words
from training.pairs import Pair, Task, evidence_of, pairs_of
from training.rows import Answer, ClaimRow, QuestionRow, read_more, read_packed
from training.statements import statement, statements
from training.synonyms import in_other_words, turned

TOKENIZER = Path(str(files("qa_bot.models") / "weights" / "tokenizer.json"))
PASSAGE = "The ferry sails at noon. Tickets cost 4 euros. It is late on Sundays.\n- Dogs travel free."
ROW = QuestionRow("made", "What does a ticket cost?", PASSAGE, True, (Answer(38, "4 euros"),), article="Ferry_to_Lorne")


@pytest.fixture(scope="module")
def tokenizer():
    return open_tokenizer(TOKENIZER, 320)


@pytest.fixture(scope="module")
def pairs():
    rng = random.Random(3)
    return [pair for row in made_rows() for pair in pairs_of(row, ("Mr Smith",), rng)]


def test_the_evidence_is_the_sentence_that_holds_the_answer():
    evidence = evidence_of(ROW, split_sentences(PASSAGE))
    assert [PASSAGE[start:end] for start, end in evidence] == ["Tickets cost 4 euros."]


def test_the_evidence_holds_every_answer_and_a_list_item_on_its_own():
    both = replace(ROW, answers=(Answer(38, "4 euros"), Answer(PASSAGE.index("free"), "free")))
    evidence = evidence_of(both, split_sentences(PASSAGE))
    assert [PASSAGE[start:end] for start, end in evidence] == ["Tickets cost 4 euros.", "- Dogs travel free."]


def test_the_evidence_is_the_answer_itself_where_answers_are_sentences():
    sentence = "It is late on Sundays."
    row = replace(ROW, answers=(Answer(PASSAGE.index(sentence), sentence),), answers_are_sentences=True)
    assert [PASSAGE[start:end] for start, end in evidence_of(row, split_sentences(PASSAGE))] == [sentence]


def test_the_span_of_every_pair_is_one_of_its_answers_and_lies_in_the_evidence(pairs):
    spans = [pair for pair in pairs if pair.span]
    said = {pair.second[slice(*pair.span)] for pair in spans}
    assert said <= {answer.text for row in made_rows() if isinstance(row, QuestionRow) for answer in row.answers}
    assert len(spans) > 50
    for pair in spans:
        assert any(start <= pair.span[0] and pair.span[1] <= end for start, end in pair.evidence)


def test_several_answers_take_turns_as_the_span():
    row = replace(ROW, answers=(Answer(38, "4 euros"), Answer(19, "noon")))
    rng = random.Random(1)
    said = {pair.second[slice(*pair.span)] for _ in range(20) for pair in pairs_of(row, ("Mr Smith",), rng) if pair.span}
    assert {"4 euros", "noon"} <= said


def test_a_heading_is_no_evidence(pairs):
    headed = [pair for pair in pairs if pair.second.startswith("Town of") and pair.evidence]
    assert headed
    assert all(start > pair.second.index("\n") for pair in headed for start, _ in pair.evidence)


def test_yes_no_questions_have_neither_span_nor_known_evidence(pairs):
    yes_no = [pair for pair in pairs if pair.task is Task.QUESTION and "before 2000" in pair.first]
    assert yes_no
    assert all(pair.label == 1 and pair.span is None and pair.evidence is None for pair in yes_no)


def test_unanswerable_questions_have_no_evidence(pairs):
    unanswerable = [pair for pair in pairs if pair.task is Task.QUESTION and pair.label == 0]
    assert unanswerable
    assert all(pair.span is None and pair.evidence == () for pair in unanswerable)


def test_questions_are_typed_in_several_ways():
    rng = random.Random(5)
    typed = {pair.first for _ in range(100) for pair in pairs_of(ROW, ("Mr Smith",), rng)}
    assert {"What does a ticket cost?", "what does a ticket cost"} <= typed
    assert len(typed) > 2


def test_encoded_spans_and_evidence_point_at_the_right_text(tokenizer, pairs):
    encoded = encode_pairs(tokenizer, pairs)
    assert len(encoded) == len(pairs)
    for number, pair in enumerate(pairs):
        offsets = tokenize(tokenizer, pair).offsets
        tokens = slice(encoded.offsets[number], encoded.offsets[number] + encoded.length[number])
        if pair.span:
            start, end = offsets[encoded.start[number]][0], offsets[encoded.end[number]][1]
            assert pair.second[start:end] == pair.second[slice(*pair.span)]
        marked = [offsets[place] for place in encoded.evidence[tokens].nonzero()[0]]
        inside = [any(start <= first and last <= end for start, end in pair.evidence or ()) for first, last in marked]
        assert all(inside)
        assert bool(marked) == bool(pair.evidence)


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        pytest.param(Pair("q", "a b", Task.QUESTION, 0, None, ()), (0, 0, 0.5), id="unanswerable"),
        pytest.param(Pair("q", "a b", Task.QUESTION, 1), (-1, -1, 0.0), id="yes or no"),
        pytest.param(Pair("q", "a b", Task.QUESTION, 1, None, ((0, 3),)), (-1, -1, 1.0), id="whole sentence"),
        pytest.param(Pair("q", "a b", Task.QUESTION, 1, (2, 3), ((0, 3),)), (4, 4, 1.0), id="span"),
        pytest.param(Pair("c", "a b", Task.CLAIM, 3), (-1, -1, 0.0), id="claim"),
    ],
)
def test_what_the_heads_learn_depends_on_the_kind_of_pair(tokenizer, pair, expected):
    encoded = encode_pairs(tokenizer, [pair])
    assert (encoded.start[0], encoded.end[0], encoded.evidence_weight[0]) == expected


def test_a_pair_whose_span_is_cut_off_is_left_out():
    short = open_tokenizer(TOKENIZER, 15)
    text = "one two three four five six seven eight nine ten eleven twelve"
    kept = Pair("q", text, Task.QUESTION, 1, (0, 3), ((0, len(text)),))
    lost = Pair("q", text, Task.QUESTION, 1, (len(text) - 6, len(text)), ((0, len(text)),))
    assert len(encode_pairs(short, [kept, lost])) == 1


def test_the_same_seed_encodes_the_same_on_one_process_and_on_two():
    material = Material(made_rows(), ("Mr Smith",))
    one, two = (encode_material(material, TOKENIZER, 320, 1, processes) for processes in (1, 2))
    assert all((getattr(one, name) == getattr(two, name)).all() for name in Encoded.__dataclass_fields__)


def test_material_repeats_and_drops_sources_by_weight():
    rows = made_rows()
    claims = sum(isinstance(row, ClaimRow) for row in rows)
    material = gather_material(rows, {"made-claims": 2.0}, random.Random(1))
    assert sum(isinstance(row, ClaimRow) and row.source == "made-claims" for row in material.rows) == 2 * claims
    none = gather_material(rows, {"made-claims": 0.0}, random.Random(1))
    assert not any(isinstance(row, ClaimRow) and row.source == "made-claims" for row in none.rows)


def test_a_twentieth_of_the_passages_of_further_sources_is_held_out():
    rows = [replace(ROW, passage=f"{PASSAGE} {number}") for number in range(400)]
    parts = split([], [*rows, *rows], None, random.Random(1))
    held = parts.further_test["made"]
    assert 20 <= len(held) <= 80
    assert not {row.passage for row in held} & {row.passage for row in parts.train}
    assert all(is_test_passage(row) for row in held)


SOURCES = {
    "qa-open": Source("", "", "yes"),
    "qa-closed": Source("", "", "unclear"),
    "qa-neg-mixed": Source("", "", "as parents", parents=("question",)),
}


def test_rows_of_mixed_sources_are_clear_where_all_parents_are():
    opened, closed = replace(ROW, source="qa-open", question="A?"), replace(ROW, source="qa-closed", question="B?")
    derived = [replace(ROW, source="qa-neg-mixed", question=text) for text in ("A?", "B?", "C?")]
    further = replace(ROW, source="gen-prose")
    assert clear_rows([opened, closed, *derived, further], SOURCES) == [opened, derived[0], further]


def test_every_packed_source_states_its_terms():
    sources = read_sources()
    assert len(sources) > 50
    assert sources["qa-squadshifts-reddit"].derived_model == "unclear"
    assert {source.derived_model for source in sources.values()} == {
        "yes",
        "yes, share-alike",
        "likely yes",
        "unclear",
        "as parents",
    }
    assert all(bool(source.parents) == (source.derived_model == "as parents") for source in sources.values())


def test_packed_rows_get_their_passage_back(tmp_path):
    for name, lines in (
        ("passages", [PASSAGE]),
        ("rows", [{"f": "a", "p": 0, "q": "Q?", "y": 1, "s": [[38, 7]]}, {"f": "b", "p": 0, "c": "C.", "l": "neutral"}]),
    ):
        with lzma.open(tmp_path / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)
    question, claim = read_packed(tmp_path)
    assert question.answers == (Answer(38, "4 euros"),)
    assert claim == ClaimRow("b", "C.", PASSAGE, "neutral")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param({"source": "s", "question": "Q?", "passage": PASSAGE}, "answerable", id="field missing"),
        pytest.param(
            {"source": "s", "question": "Q?", "passage": PASSAGE, "answerable": True, "answers": [{"start": 1, "text": "4"}]},
            "does not say",
            id="wrong offset",
        ),
        pytest.param({"source": "s", "claim": "C.", "premise": PASSAGE, "label": "true"}, "'true'", id="unknown label"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, line, said):
    (tmp_path / "more.jsonl").write_text("\n" + json.dumps(line) + "\n")
    with pytest.raises(RowsError, match=rf"more\.jsonl:2.*{said}"):
        read_more(tmp_path)


def test_titles_that_are_numbers_of_a_source_head_nothing():
    assert [title_of(name) for name in ("pubmed:28368371", "Marxism%E2%80%93Leninism", None)] == ["", "Marxism–Leninism", ""]
    heads = {heading("Ferry_to_Lorne", random.Random(seed)) for seed in range(200)}
    assert {"", "Ferry to Lorne\n"} < heads
    assert any(" | " in head for head in heads)
    assert any(head.count(" | ") == 2 and " > " in head for head in heads)
    assert all(head.count("\n") == bool(head) for head in heads)


def test_an_edited_question_is_another_one():
    rng = random.Random(2)
    row = replace(ROW, question="When did Anna Reed open the harbour of Lorne in 1911?")
    edited = [missed_question(row, ("Boris Lund",), rng) for _ in range(30)]
    assert any(edited)
    assert row.question not in edited


def test_an_altered_claim_is_another_one():
    rng = random.Random(2)
    sentence = "In 1911 the harbour was opened by Anna Reed with Boris Lund."
    claims = {altered_claim(sentence, sentence, ("Clara Voss",), rng) for _ in range(30)}
    assert len(claims) > 5
    assert sentence not in claims


def test_typing_in_a_hurry():
    assert without_case("When does the Ferry sail ?") == "when does the ferry sail"
    typed = {with_typo("ferry", random.Random(seed)) for seed in range(50)}
    assert all(word[0] == "f" and word[-1] == "y" for word in typed)
    assert {"frery", "fery", "feerry"} & typed


def test_figures_checked_by_hand():
    import numpy as np

    positive, negative = np.array([1.0, 2.0, 3.0, 4.0, 5.0]), np.array([0.0, 1.5, 3.0])
    assert area_under_curve(positive, negative) == pytest.approx((1 + 2 + 2.5 + 3 + 3) / 15)
    assert refused_at(positive, negative, 0.8) == pytest.approx(2 / 3)
    assert shared_words("the old Bridge", "Bridge, old and new") == pytest.approx(2 * 2 / (2 + 4))


def test_a_row_may_say_what_its_unit_is_and_is_then_read_as_a_whole():
    passage = "Item | Price\n| Oats | 8.20 |\n| Rice | 3.10 |"
    start = passage.index("3.10")
    unit = (passage.index("| Rice"), len(passage))
    row = QuestionRow("made", "What does rice cost?", passage, True, (Answer(start, "3.10"),), evidence=(unit,))
    made = [pair for seed in range(30) for pair in pairs_of(row, ("Mr Smith",), random.Random(seed))]
    assert {pair.second for pair in made} == {passage}
    assert {pair.evidence for pair in made} == {(unit,)}


def test_a_unit_outside_the_passage_is_an_error(tmp_path):
    fields = {"source": "s", "question": "q?", "passage": "short", "answerable": False, "evidence": [[0, 9]]}
    (tmp_path / "rows.jsonl").write_text(json.dumps(fields), encoding="utf-8")
    with pytest.raises(RowsError, match="evidence"):
        read_more(tmp_path)


def test_other_words_stand_for_those_of_the_list_alone():
    said = {in_other_words("Who built the big factory?", random.Random(seed)) for seed in range(60)}
    assert "Who constructed the big factory?" in said
    assert all(text.startswith("Who ") and " the " in text for text in said)
    assert in_other_words("Zzz?", random.Random(1)) == "Zzz?"


def test_a_sentence_is_turned_only_where_it_has_a_part_to_turn():
    assert turned("In 1911, the bridge was opened.") == "The bridge was opened in 1911."
    assert turned("If you lose a key, the office must be told.") == "The office must be told if you lose a key."
    assert turned("The pool is closed on Mondays.") == "On Mondays, the pool is closed."
    assert turned("The pool is blue.") == "The pool is blue."


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        ("Who designed the old bridge?", "Ada Kohn", "Ada Kohn designed the old bridge."),
        ("When was the bridge opened?", "1911", "The bridge was opened in 1911."),
        ("Where was the treaty signed?", "Lorne", "The treaty was signed in Lorne."),
        ("How many lanes does the bridge have?", "four", "The bridge has four lanes."),
        ("Why is the bridge closed?", "a flood", None),
        ("What did the mayor say?", "nothing", None),
    ],
)
def test_a_question_and_its_answer_become_a_statement_where_the_grammar_is_sure(question, answer, said):
    assert statement(question, answer) == said


def test_statements_with_the_answer_of_another_question_are_not_supported():
    passage = "Ada Kohn designed the bridge. Ben Lind paid for it."
    rows = [
        QuestionRow("made", "Who designed the bridge?", passage, True, (Answer(0, "Ada Kohn"),)),
        QuestionRow("made", "Who paid for the bridge?", passage, True, (Answer(passage.index("Ben"), "Ben Lind"),)),
    ]
    made = {(claim.claim, claim.label) for seed in range(20) for claim in statements(rows, random.Random(seed))}
    assert ("Ada Kohn designed the bridge.", "supported") in made
    assert ("Ben Lind designed the bridge.", "unsupported") in made


def test_the_weight_of_a_pattern_holds_for_every_source_that_fits():
    rows = [ClaimRow(source, "c", "p", "supported") for source in ("gen-claims-a", "gen-claims-b", "other")]
    material = gather_material(rows, {"gen-claims-*": 0.0}, random.Random(1))
    assert [row.source for row in material.rows] == ["other"]
