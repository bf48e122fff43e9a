"""The open league: which questions count, how an answer is scored, and that an entrant is a program."""

import json
import sys

from benchmarks.league.page import page_of
from benchmarks.league.run import chosen, played
from benchmarks.league.scoring import MOST_WORDS, score

GOLD = {"id": "1", "question": "Where is it?", "answer": ["Aldmoor"], "sources": ["mill.txt"]}
NONE = {"id": "2", "question": "Who sold it?", "answer": None, "sources": [], "extra": {"near_miss_file": "mill.txt"}}
ENTRANT = """
import json, sys
print("a library that says hello")
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    text = "In Aldmoor." if "Where" in asked["question"] else None
    print(json.dumps({"id": asked["id"], "answer": text, "sources": ["mill.txt"]}), flush=True)
"""


def given(answer: str | None, *sources: str) -> dict[str, object]:
    return {"answer": answer, "sources": sources, "cpu_ms": 10.0}


def test_an_answer_is_right_that_holds_an_acceptable_one_in_its_first_words():
    right = score(GOLD, given("It stands in Aldmoor.", "mill.txt"))
    assert (right.right, right.somewhere, right.cited, right.trusted, right.words) == (True, True, True, True, 4)
    late = score(GOLD, given("word " * MOST_WORDS + "Aldmoor", "mill.txt"))
    assert (late.right, late.somewhere, late.cited, late.trusted) == (False, True, None, False)
    assert score(GOLD, given("In Aldmoor.", "a", "b", "c", "mill.txt")).cited is False


def test_silence_is_right_where_there_is_no_answer_alone():
    silent, loud = score(NONE, given(None)), score(NONE, given("A miller."))
    assert (silent.refused, silent.trusted, silent.right) == (True, None, None)
    assert (loud.refused, loud.trusted) == (False, False)
    assert (score(GOLD, given(None)).right, score(GOLD, given(None)).trusted) == (False, None)


def test_the_seed_chooses_the_same_questions_with_half_of_them_unanswerable():
    golds = [{**GOLD, "id": str(i)} for i in range(20)] + [{**NONE, "id": f"n{i}"} for i in range(20)]
    golds += [{**GOLD, "id": "long", "answer": "word " * 9}, {**GOLD, "id": "later", "history": [{"question": "?"}]}]
    first = chosen(golds, 10, 17)
    assert [gold["id"] for gold in first] == [gold["id"] for gold in chosen(golds, 10, 17)]
    assert sum(gold["answer"] is None for gold in first) == 5
    assert {"long", "later"} & {gold["id"] for gold in chosen(golds, 100, 17)} == set()
    assert chosen(golds, 10, 17, only=["ferry.txt"]) == []


def test_an_entrant_is_asked_and_has_its_row_on_the_page(tmp_path):
    (tmp_path / "toy.py").write_text(ENTRANT)
    result = played("toy", [sys.executable, str(tmp_path / "toy.py")], tmp_path, [GOLD, NONE], tmp_path / "runs")
    told = page_of([result], 2, 17)
    row = next(line for line in told.splitlines() if line.startswith("| toy"))
    assert row.startswith(
        "| toy | 1.00 (1.00-1.00) | 1.00 (1.00-1.00) | 1.00 (1.00-1.00) | 1.00 (1.00-1.00) | 1.00 (1.00-1.00) | 2 "
    )
    kept = (tmp_path / "runs" / f"toy-{tmp_path.name}.jsonl").read_text().splitlines()
    assert [json.loads(line)["answer"] for line in kept] == ["In Aldmoor.", None]
