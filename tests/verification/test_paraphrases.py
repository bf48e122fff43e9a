import json

import pytest

from qa_bot.bot import Bot
from qa_bot.llm.ledger import Ledger, Prices
from qa_bot.llm.writing import Writer
from qa_bot.prompts import load_prompts
from tests.conftest import ROOT, open_reader
from tests.llm.one_sentence_model import OneSentenceModel

PARAPHRASES = [json.loads(line) for line in (ROOT / "tests/gold/paraphrases.jsonl").read_text("utf-8").splitlines()]


# How many of the true sentences are kept, of every fourth pair and of all.
FLOORS = {4: 5, 1: 28}


@pytest.fixture(scope="module", params=[4, pytest.param(1, marks=pytest.mark.long)])
def kept(request, seeds_index, models, tmp_path_factory):
    """Return every how manyth pair was tried, and by id and kind what is shown of its sentences when a model answers them."""
    model = OneSentenceModel()
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "ledger.sqlite", model.name, Prices())
    writer = Writer(model, models.reader, load_prompts(), ledger)
    bot = Bot(open_reader(seeds_index), models, load_prompts(), 0.0, writer)
    shown = {}
    for line in PARAPHRASES[:: request.param]:
        for kind in ("true", "false"):
            model.sentence = line[kind]
            shown[line["id"], kind] = bot.ask(line["question"]).mode == "generative"
    return request.param, shown


def test_most_true_paraphrases_are_kept(kept):
    step, shown = kept
    true = [is_kept for (_, kind), is_kept in shown.items() if kind == "true"]
    assert len(true) == 40 // step
    assert sum(true) >= FLOORS[step]


def test_false_paraphrases_are_dropped(kept):
    wrongly_kept = [key for key, is_kept in kept[1].items() if key[1] == "false" and is_kept]
    assert wrongly_kept == []
