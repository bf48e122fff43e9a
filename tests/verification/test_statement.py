from unittest.mock import patch

import pytest

from qa_bot.verification import sources as sources_module
from qa_bot.verification import statement as statement_module
from qa_bot.verification.lacks import Lack
from qa_bot.verification.sources import Sources
from qa_bot.verification.statement import Statement, statement_of
from tests.passages import passage_of as passage


def test_a_statement_is_read_part_by_part_and_each_part_once():
    with patch.object(statement_module, "dates_in", wraps=statement_module.dates_in) as dates_in:
        statement = Statement("On 3 May 1911 Ada Quill did not sell 12 boats.")
        assert dates_in.call_count == 0
        assert [(date.day, date.month, date.year) for date in statement.dates] == [(3, 5, 1911)]
        assert statement.names == ("Ada", "Quill")
        assert [amount.value for amount in statement.amounts] == [12.0]
        assert statement.order.stems == ("ada", "quill", "sell", "boat")
        assert dates_in.call_count == 1


def test_the_same_text_is_the_same_statement():
    assert statement_of("The hut has a stove.") is statement_of("The hut has a stove.")


def test_a_passage_is_split_once_however_many_sentences_rest_on_it():
    with patch.object(sources_module, "sentences_of", wraps=sources_module.sentences_of) as sentences_of:
        sources = Sources([passage("The hut has a stove. Dogs stay outside.")])
        for _ in range(3):
            assert [quote.text for quote in sources.each[0].quotes] == ["The hut has a stove.", "Dogs stay outside."]
            assert sources.each[0].evidence.text == "The hut has a stove. Dogs stay outside."
        assert sentences_of.call_count == 1


@pytest.mark.parametrize(
    ("lack", "words"),
    [
        (Lack("date", "3-5-1911"), "date 3-5-1911"),
        (Lack("number", "9"), "number 9"),
        (Lack("name", "{Torr}"), "name {Torr}"),
        (Lack("negation", "agre, pay"), "negation of agre, pay"),
        (Lack("degree", "must"), "“must”, which says more than the quote"),
        (Lack("condition", "only if it rains"), "the condition “only if it rains”"),
        (Lack("order", "cook and guard"), "cook and guard stand the other way round"),
        (Lack("attribution", "torr"), "attribution to torr"),
        (Lack("passage"), "no passage says this"),
        (Lack("clearness"), "the documents do not clearly say this"),
        (Lack("markup", "a ping"), "a ping"),
        (Lack("address", "evil.example"), "address evil.example"),
        (Lack("news"), "the documents say this, but it tells no more than the question does"),
        (Lack("answer"), "the documents say this, but it does not answer the question"),
    ],
    ids=lambda value: value.kind if isinstance(value, Lack) else "",
)
def test_a_person_is_told_what_lacks_in_words(lack, words):
    assert lack.words == words
