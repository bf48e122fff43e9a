from qa_bot.answer import Answer, Citation, IndexInfo
from qa_bot.evaluation.gold import GoldQuestion
from qa_bot.evaluation.scoring import score
from qa_bot.text.markup import readable

TEXT = "The chair was Odile Ferran [7]. See [the minutes](http://a.example/m) of 12 March."


def test_markers_and_links_of_a_document_do_not_make_a_quote_look_uncited():
    citation = Citation(number=1, source="a.txt", quote=TEXT, start=0, end=len(TEXT), line_start=1, line_end=1)
    answer = Answer(
        question="Who was the chair?",
        standalone_question="Who was the chair?",
        status="answered",
        text=f"{readable(TEXT)} [1]",
        confidence=1.0,
        citations=(citation,),
        index=IndexInfo(generation=1, documents=1, chunks=1, built_at=""),
    )
    gold = GoldQuestion(id="1", question="Who was the chair?", answer=("Odile Ferran",), sources=("a.txt",))
    scored = score(gold, answer, answer, lambda _: TEXT, lambda text, acceptable: 1.0)
    assert scored.right
    assert scored.metrics["citations.sentences_cited"] == 1.0
    assert scored.metrics["citations.quote_validity"] == 1.0
