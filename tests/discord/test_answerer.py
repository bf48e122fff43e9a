"""What answers in threads: within the deadline, whatever the language model does."""

import asyncio

import pytest

from qa_bot.discord_bot.desk.answerer import Answerer, in_time
from qa_bot.errors import SettingsError
from qa_bot.prompts import load_prompts
from qa_bot.settings import load_settings
from tests.conftest import EXCERPTS


@pytest.mark.parametrize(
    ("deadline_s", "model_s", "expected_s"),
    [(120.0, 90.0, 90.0), (8.0, 90.0, 6.0), (120.0, 5.0, 5.0)],
    ids=["as they come", "a short deadline", "a model that may take less"],
)
def test_a_language_model_gives_up_before_the_question_does(deadline_s, model_s, expected_s):
    settings = in_time(load_settings(discord_deadline_s=deadline_s, llm_deadline_s=model_s))
    assert settings.llm_deadline_s == expected_s


def test_a_promise_that_cannot_be_made_is_told_before_anybody_asks(excerpts_index, tmp_path):
    settings = load_settings(corpus_dir=EXCERPTS, index_dir=excerpts_index, state_dir=tmp_path, max_wrong="5%")
    answerer = Answerer(settings, load_prompts())
    with pytest.raises(SettingsError, match="`qa-bot eval GOLD --calibrate`"):
        asyncio.run(answerer.warm())
    answerer.stop()
