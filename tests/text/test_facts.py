"""What is read out of running text: dates, numbers, counts, denials, names in their spellings."""

import pytest

from qa_bot.text.counts import counts_in
from qa_bot.text.dates import Date, dates_in, weekdays_in
from qa_bot.text.name_variants import has_variant, is_same_name, shortened, unpunctuated
from qa_bot.text.names import capitalised_runs, name_words, opens_as_common
from qa_bot.text.negation import polarity_of
from qa_bot.text.numbers import Amount, amounts_in
from qa_bot.text.terms import blanked


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("It opened on July 22, 2020.", Date(2020, 7, 22)),
        ("It opened on the 22nd of July.", Date(None, 7, 22)),
        ("It opened on 2020-07-22.", Date(2020, 7, 22)),
        ("It opened in Sept. 2020.", Date(2020, 9)),
        ("It opened last week.", Date(said="last week")),
        ("It opens on Mondays.", Date(said="monday")),
        ("It opened in the 1990s.", Date(1990)),
    ],
    ids=["month first", "day first", "in figures", "shortened", "relative", "weekday", "decade"],
)
def test_a_date_is_read_as_far_as_it_is_said(text, date):
    assert [found for _, _, found in dates_in(text)] == [date]


def test_a_may_that_is_no_month_is_no_date():
    assert list(dates_in("You may enter.")) == []


def test_a_date_says_another_where_it_says_all_of_it():
    assert Date(month=5).is_in(Date(1911, 5, 3))
    assert not Date(1911, 5, 3).is_in(Date(month=5))


def test_days_of_the_week_are_found_in_the_plural():
    assert weekdays_in("It meets on Thursdays and every Sunday.") == {"thurs", "sun"}


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("It holds 1,250 people.", [Amount(1250.0)]),
        ("It cost $2.5 million.", [Amount(2.5e6, "dollar")]),
        ("two thousand three hundred and five miles", [Amount(2305.0, "mile")]),
        ("every one of them", []),
        ("one day", [Amount(1.0, "day")]),
    ],
    ids=["digits", "sign and scale", "words", "one as a pronoun", "one as a number"],
)
def test_numbers_are_read_with_their_units(text, amounts):
    assert list(amounts_in(text)) == amounts


def test_a_number_in_a_date_counts_nothing():
    assert counts_in("12 boats came on 3 May.", [(16, 21)]) == {"boat": {12.0}}


def test_a_denial_reaches_the_next_word_and_may_reach_further():
    polarity = polarity_of("The council did not agree to pay Quill for the mill, but Torr paid.", ["Quill", "Torr"])
    assert polarity.denied == {"agre"}
    assert polarity.maybe_denied == {"pay", "mill"}
    assert polarity.asserted == {"council", "paid"}


def test_a_bound_denies_nothing():
    assert polarity_of("no more than five guests", []).denied == frozenset()


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [("france", "french", True), ("serraj", "sarraj", True), ("italy", "italian", True), ("quill", "torr", False)],
    ids=["people", "transliteration", "family", "another"],
)
def test_two_words_are_the_same_name_in_other_spellings(first, second, same):
    assert is_same_name(first, second) is same
    assert has_variant(first, [second.capitalize()]) is same
    assert has_variant(first, [second]) is False


def test_names_are_shortened_to_their_initials():
    assert [word for run in capitalised_runs("The World Health Office met.") for word in run][1:] == [
        "World",
        "Health",
        "Office",
    ]
    assert dict(shortened(("World", "Health", "Office"))) == {
        "wh": ("World", "Health"),
        "who": ("World", "Health", "Office"),
        "ho": ("Health", "Office"),
    }
    assert unpunctuated("A.P. and al-Sisi") == {"ap", "and", "alsisi"}


@pytest.mark.parametrize(
    ("sentence", "is_common"),
    [("However, it rained.", True), ("Quill swims.", False), ("Swimming is fun, and we swim.", True), ("NATO met.", False)],
    ids=["a function word", "a name", "a word that comes again", "an initialism"],
)
def test_the_word_that_opens_a_sentence_is_common_or_not(sentence, is_common):
    opening = sentence.split()[0].strip(",")
    assert opens_as_common(opening, sentence) is is_common


def test_words_that_look_like_names_have_capitals():
    assert list(name_words("The mill of Aldmoor sold an iPhone to McAdam in 2020.")) == ["Aldmoor", "iPhone", "McAdam"]


def test_what_is_blanked_keeps_its_length():
    assert blanked("on 3 May, they", [(3, 8)]) == "on      , they"
