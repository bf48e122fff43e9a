import json

import pytest

from qa_bot.bot import Bot
from qa_bot.llm.ledger import Ledger, Prices
from qa_bot.llm.writing import Writer
from qa_bot.prompts import load_prompts
from tests.conftest import ROOT, open_reader
from tests.llm.one_sentence_model import OneSentenceModel

PARAPHRASES = [json.loads(line) for line in (ROOT / "tests/gold/paraphrases.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def kept(seeds_index, models, tmp_path_factory):
    """Return what is shown of each sentence, by id and kind, when it is what a model answers."""
    model = OneSentenceModel()
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "ledger.sqlite", model.name, Prices())
    writer = Writer(model, models.reader, load_prompts(), ledger)
    bot = Bot(open_reader(seeds_index), models, load_prompts(), 0.0, writer)
    shown = {}
    for line in PARAPHRASES:
        for kind in ("true", "false"):
            model.sentence = line[kind]
            shown[line["id"], kind] = bot.ask(line["question"]).mode == "generative"
    return shown


def test_most_true_paraphrases_are_kept(kept):
    true = [is_kept for (_, kind), is_kept in kept.items() if kind == "true"]
    assert len(true) == 40
    assert sum(true) >= 28


def test_false_paraphrases_are_dropped(kept):
    wrongly_kept = [key for key, is_kept in kept.items() if key[1] == "false" and is_kept]
    assert wrongly_kept == []
