import pytest

from qa_bot.verification.attribution import displaced_names
from qa_bot.verification.checks import missing_facts
from qa_bot.verification.opposites import opposed_words
from qa_bot.verification.parts import parts_of, unsaid_part
from qa_bot.verification.relevance import tells_more

HELD = {
    "a date in another order": ("It opened on 3 May 1911.", "On May 3, 1911 it opened."),
    "a date in figures": ("It opened on 1911-05-03.", "It opened on May 3 , 1911 ."),
    "a thousand with a comma": ("It holds 1,250 people.", "It holds 1250 people."),
    "a number in words": ("It has thirteen rooms.", "It has 13 rooms."),
    "a year that is a number": ("More than 1000 people came.", "More than 1,000 people came."),
    "one as a pronoun": ("The new bridge is longer than the old one.", "The new bridge is longer than the old bridge."),
    "initials": ("The World Health Office approved it.", "The WHO approved it."),
    "a transliteration": ("Yusuf Karrami spoke.", "Yusuf Karrami, whom some write Kerrami, spoke."),
    "a country for its people": ("The French delegation agreed.", "The delegation of France agreed."),
    "a participle that opens the sentence": ("Swimming in the lake is forbidden.", "It is forbidden to swim in the lake."),
    "the passive voice": ("The mill was sold by Ada Quill.", "Ada Quill sold the mill."),
    "another negation": ("The council was unwilling to pay.", "The council was not ready to pay."),
    "a title in front": ("Mayor Ada Quill opened the bridge.", "Ada Quill, who was Mayor, opened the bridge."),
}
LACKING = {
    "another day": ("It opened on 4 May 1911.", "On May 3, 1911 it opened.", "date"),
    "another number": ("It holds 1,350 people.", "It holds 1250 people.", "number"),
    "another unit": ("It is 12 miles long.", "It is 12 kilometres long.", "number"),
    "a name of its own": ("Ada Quill and Bela Torr opened it.", "Ada Quill opened it.", "name"),
    "a name that opens the sentence": ("Torr opened the bridge.", "Quill opened the bridge.", "name"),
    "a negation left out": ("The council agreed to pay.", "The council did not agree to pay.", "negation"),
    "a negation put in": ("The council did not agree to pay.", "The council agreed to pay.", "negation"),
    "one of two negations left out": (
        "Choosing not to speak has a negative effect.",
        "If you do not speak, it will not have a negative effect.",
        "negation",
    ),
    "another doer": ("Bela Torr sold the mill to Ada Quill.", "Ada Quill sold the mill to Bela Torr.", "attribution"),
    "the passive turned round": ("Ada Quill was sued by Bela Torr.", "Ada Quill sued Bela Torr.", "attribution"),
    "another backer": (
        "Marland backs the northern army.",
        "The northern army, which Tessia backs, hopes that Marland will agree.",
        "attribution",
    ),
    "titles exchanged": (
        "Foreign Secretary Ada Quill met them.",
        "Prime Minister Ada Quill and Foreign Secretary Bela Torr met them.",
        "attribution",
    ),
    "the opposite": ("The new rate is higher than before.", "The new rate is lower than before.", "opposite"),
    "an invented clause": (
        "The mill burned down, and brave firemen rescued children.",
        "The mill burned down in 1932.",
        "anything of",
    ),
}


@pytest.mark.parametrize(("sentence", "quote"), HELD.values(), ids=HELD.keys())
def test_what_a_quote_says_in_other_words_is_held(sentence, quote):
    assert missing_facts(sentence, [quote]) == ()


@pytest.mark.parametrize(("sentence", "quote", "kind"), LACKING.values(), ids=LACKING.keys())
def test_what_a_quote_does_not_say_is_named(sentence, quote, kind):
    assert any(kind in words for words in missing_facts(sentence, [quote]))


def test_a_name_that_lacks_is_named_in_full():
    missing = missing_facts("Bela Torr came in 1912.", ["Ada Quill came in 1911."])
    assert missing[:3] == ("date 1912", "name Bela", "name Torr")


def test_a_denial_in_one_of_two_quotes_counts():
    quotes = ["The mayor spoke for an hour.", "The council did not accept the plan."]
    assert any("negation" in words for words in missing_facts("The mayor spoke and the council accepted the plan.", quotes))


def test_names_far_from_a_verb_are_not_compared():
    quote = "After talks in Marland, the envoy of Tessia said on Friday that the border would open."
    assert displaced_names("The border of Marland would open, the envoy said.", quote) == ()


def test_a_sentence_is_cut_at_commas_and_conjunctions():
    assert parts_of("Quill, who owned it, sold the mill and left.") == ("Quill", "owned it", "sold the mill", "left")


def test_a_part_in_other_words_is_said_when_one_of_them_is_shared():
    assert unsaid_part("The mill closed, which saddened the village.", "The mill closed and the village mourned.") is None


def test_opposites_that_both_stand_in_the_sentence_are_no_contradiction():
    assert opposed_words("It is higher in summer and lower in winter.", "In winter it is lower.") == ()


@pytest.mark.parametrize(
    ("question", "sentence", "tells"),
    [
        ("When did the mill burn down?", "The question asks when the mill burned down.", False),
        ("When did the mill burn down?", "The mill burned down in 1932.", True),
        ("Did the mill burn down?", "The mill burned down.", True),
        ("How long ago did the mill burn down in 1932?", "In 1932 the mill burned down.", False),
    ],
    ids=["the question again", "the date", "yes or no", "the question turned round"],
)
def test_a_sentence_tells_more_than_the_question(question, sentence, tells):
    assert tells_more(question, sentence, ["The mill burned down in 1932."]) is tells
