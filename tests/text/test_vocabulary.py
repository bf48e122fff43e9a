import pytest

from qa_bot.text.vocabulary import is_english


@pytest.mark.parametrize("word", ["goats", "vacation", "smoked", "timetables", "ferrets"])
def test_english_has_it(word):
    assert is_english(word)


@pytest.mark.parametrize("word", ["parliment", "goverment", "recieve", "dujaric", "penhurst"])
def test_english_does_not_have_it(word):
    assert not is_english(word)
