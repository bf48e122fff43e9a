"""What answers in threads: within the deadline, whatever the language model does."""

import pytest

from qa_bot.discord_bot.answerer import in_time
from qa_bot.settings import load_settings


@pytest.mark.parametrize(
    ("deadline_s", "model_s", "expected_s"),
    [(120.0, 90.0, 90.0), (8.0, 90.0, 6.0), (120.0, 5.0, 5.0)],
    ids=["as they come", "a short deadline", "a model that may take less"],
)
def test_a_language_model_gives_up_before_the_question_does(deadline_s, model_s, expected_s):
    settings = in_time(load_settings(discord_deadline_s=deadline_s, llm_deadline_s=model_s))
    assert settings.llm_deadline_s == expected_s
