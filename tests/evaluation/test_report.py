"""The page of a run as it is written; test_report_page.py opens one in a browser."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from qa_bot.answer import Answer, AnswerSpan, Citation, IndexInfo
from qa_bot.evaluation.gold import GoldQuestion
from qa_bot.evaluation.report import write_report
from qa_bot.evaluation.run import Identity, Record, Run
from qa_bot.evaluation.scoring import Scored
from qa_bot.evaluation.statistics import Interval

TEXT = 'Before. They met in <b>Ankara</b> & "Izmir"\non 22 July. After.'
START, END = TEXT.index("They"), TEXT.index(" After")
RUN = Run(
    started_at="2026-01-01T00:00:00+00:00",
    complete=True,
    gold="gold.jsonl",
    questions=1,
    identity=Identity(gold_digest="1", corpus_digest="2", settings={}, versions={}, threshold=0.5),
    metrics={"latency.total_ms": Interval(100.0, 90.0, 110.0, 1)},
    slices={"type: fact": {"answer.containment": Interval(1.0, 1.0, 1.0, 1)}},
)


def a_record(*spans: str) -> Record:
    places = [(TEXT.index(span), TEXT.index(span) + len(span)) for span in spans]
    citation = Citation(
        number=1,
        source="a.txt",
        quote=TEXT[START:END],
        start=START,
        end=END,
        line_start=1,
        line_end=2,
        spans=tuple(AnswerSpan(start=start, end=end, text=TEXT[start:end]) for start, end in places),
    )
    answer = Answer(
        question="Where?",
        standalone_question="Where?",
        status="answered",
        text="They met. [1]",
        confidence=0.9,
        citations=(citation,),
        index=IndexInfo(generation=1, documents=1, chunks=1, built_at="2026-01-01T00:00:00+00:00"),
    )
    scored = Scored(metrics={}, abstained=False, answerable=True, right=True, confidence=0.9)
    gold = GoldQuestion(id="where", question="Where?", answer="Ankara", type="fact")
    return Record(gold=gold, answer=answer, attempt=answer.text, scored=scored)


@pytest.mark.parametrize(
    "spans",
    [(), ("<b>Ankara</b>",), ("They", '& "Izmir"\non 22 July.')],
    ids=["none", "tags", "several"],
)
def test_what_answers_stands_out_in_its_quote_as_it_is_written(tmp_path: Path, spans: tuple[str, ...]) -> None:
    page = BeautifulSoup(write_report(tmp_path, RUN, [a_record(*spans)], {"a.txt": TEXT}.get).read_text("utf-8"), "html.parser")
    (quote,) = page.select("#questions blockquote mark")
    assert quote.text == TEXT[START:END]
    assert [strong.text for strong in quote.find_all("strong")] == list(spans)
    assert {tag.name for tag in quote.find_all()} <= {"strong"}
    assert quote.parent.text == TEXT
    (place,) = [line for line in page.select("#questions p") if line.text.startswith("[1]")]
    assert place.text == "[1] a.txt, lines 1–2"
