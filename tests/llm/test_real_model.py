"""Questions answered with a real small model, which invents freely: nothing it invents is shown."""

import pytest

from qa_bot.bot import Bot
from qa_bot.llm.ledger import Ledger, Prices
from qa_bot.llm.providers import open_language_model
from qa_bot.llm.writing import Writer
from qa_bot.prompts import load_prompts
from qa_bot.settings import Settings
from qa_bot.text.terms import fold, word_spans
from tests.conftest import open_reader
from tests.llm.llama_server import serving_small_model

pytestmark = pytest.mark.heavy

QUESTIONS = (
    "Which airport in Tripoli was closed because of shelling?",
    "When did Turkey and Russia say that they were working toward a ceasefire?",
    "Who called off the meeting with Conte?",
    "Which cities should Haftar's forces evacuate?",
)


@pytest.fixture(scope="module")
def answers(seeds_index, models, tmp_path_factory):
    """Return each question's answer with the model, without it, and the sentences that were streamed."""
    plain = Bot(open_reader(seeds_index), models, load_prompts())
    found = []
    with serving_small_model(4096) as url:
        fields = {"llm": "openai-like:small", "llm_base_url": url, "llm_context_tokens": 4096, "llm_timeout_s": 240.0}
        model = open_language_model(Settings(_env_file=None, llm_deadline_s=300.0, **fields))
        ledger = Ledger(tmp_path_factory.mktemp("ledger") / "ledger.sqlite", model.name, Prices())
        bot = Bot(open_reader(seeds_index), models, load_prompts(), writer=Writer(model, models.reader, load_prompts(), ledger))
        for question in QUESTIONS:
            shown = []
            answer, _ = bot.explain(question, listen=shown.append)
            found.append((answer, plain.ask(question), shown))
    return found


def test_the_model_was_really_asked(answers):
    assert all(answer.note is None and answer.usage.completion_tokens > 0 for answer, _, _ in answers)


def test_no_name_or_number_is_shown_that_its_quotes_do_not_hold(answers):
    for answer, _, shown in answers:
        for sentence in shown:
            quotes = " ".join(c.quote for c in answer.citations if c.number in sentence.numbers)
            held = {fold(quotes[a:b]) for a, b in word_spans(quotes)}
            words = [sentence.text[a:b] for a, b in word_spans(sentence.text)][1:]
            telling = [word for word in words if word[0].isupper() or any(c.isdigit() for c in word)]
            # "Libya" is held by "Libyan": words are compared by their first four letters.
            beginnings = {word[:4] for word in held}
            assert [word for word in telling if fold(word)[:4] not in beginnings] == []


def test_every_quote_is_verbatim(answers, seeds_index):
    with open_reader(seeds_index).snapshot() as index:
        for answer, _, _ in answers:
            assert answer.citations
            for citation in answer.citations:
                assert index.document(citation.source).text[citation.start : citation.end] == citation.quote


def test_where_nothing_of_it_holds_the_documents_own_words_answer(answers):
    for answer, plain, shown in answers:
        assert answer.mode == ("generative" if shown else "extractive")
        assert shown or answer.text == plain.text
