import pytest

from qa_bot.verification.attribution import displaced_names
from qa_bot.verification.checks import contradictions, missing_facts
from qa_bot.verification.degrees import overstated, unnamed_condition
from qa_bot.verification.lacks import Lack
from qa_bot.verification.relevance import tells_more
from qa_bot.verification.statement import Statement

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
    "the passive voice of the one name": ("Bela Torr sued her.", "She was sued by Bela Torr."),
    "the same name before and after": (
        "He met Bela Torr in May.",
        "He was met by Bela Torr, and in May he met Bela Torr again.",
    ),
    "another negation": ("The council was unwilling to pay.", "The council was not ready to pay."),
    "a title in front": ("Mayor Ada Quill opened the bridge.", "Ada Quill, who was Mayor, opened the bridge."),
}
LACKING = {
    "another day": ("It opened on 4 May 1911.", "On May 3, 1911 it opened.", "date"),
    "another number": ("It holds 1,350 people.", "It holds 1250 people.", "number"),
    "another unit": ("It is 12 miles long.", "It is 12 kilometres long.", "number"),
    "a unit that is seldom used": ("The lens is 38 inches wide.", "The lens is 38 centimetres wide.", "number"),
    "a name of its own": ("Ada Quill and Bela Torr opened it.", "Ada Quill opened it.", "name"),
}
AGAINST = {
    "a negation left out": ("The council agreed to pay.", "The council did not agree to pay.", "negation"),
    "a negation put in": ("The council did not agree to pay.", "The council agreed to pay.", "negation"),
    "another doer": ("Bela Torr sold the mill to Ada Quill.", "Ada Quill sold the mill to Bela Torr.", "attribution"),
    "the passive turned round": ("Ada Quill was sued by Bela Torr.", "Ada Quill sued Bela Torr.", "attribution"),
    "the passive made active of the one name": (
        "In Aldmoor she sued Bela Torr.",
        "In Aldmoor she was sued by Bela Torr.",
        "attribution",
    ),
    "the active made passive of the one name": (
        "She was hired by Bela Torr in May.",
        "In May she hired Bela Torr.",
        "attribution",
    ),
    "another backer": (
        "Marland backs the northern army.",
        "The northern army, which Tessia backs, hopes that Marland will agree.",
        "attribution",
    ),
    "roles exchanged that are no names": (
        "The cook may send the guard home at any time.",
        "The guard may send the cook home at any time.",
        "order",
    ),
    "all for most": (
        "All the boats leave at dawn.",
        "Most of the boats leave at dawn, but all day the ferry runs.",
        "degree",
    ),
    "must for may": ("Members must bring a guest.", "Members may bring a guest.", "degree"),
    "may for must": ("Members can show a card.", "Members have to show a card.", "degree"),
    "must for may beside a denial": (
        "The board must expel anybody whose fee has not come.",
        "A member whose fee has not come may be expelled by the board.",
        "degree",
    ),
    "may for must beside a denial": (
        "Tenants can call the porter if they have no key.",
        "Tenants must call the porter if they have no key.",
        "degree",
    ),
    "the second of two conditions left out": (
        "Guests may use the sauna on the first two Mondays of each month.",
        "Guests may use the sauna only on the first two Mondays of each month and only if the keeper agrees.",
        "condition",
    ),
    "a condition after an exception left out": (
        "The club lends boats to members outside winter storms and the regatta weeks.",
        "The club lends boats to members except in winter storms and the regatta weeks, provided that a skipper comes along.",
        "condition",
    ),
    "a condition left out": (
        "The club pays for a new boat.",
        "The club pays for a new boat only if the old one was insured.",
        "condition",
    ),
}


def missing(sentence: str, quote: str, heading: str = "", sources: str = "") -> tuple[Lack, ...]:
    """Return what a sentence says that a quote does not hold."""
    return missing_facts(Statement(sentence), Statement(quote), heading, sources)


def against(sentence: str, quote: str) -> tuple[Lack, ...]:
    """Return what of a sentence a quote contradicts."""
    return contradictions(Statement(sentence), Statement(quote))


@pytest.mark.parametrize(("sentence", "quote"), HELD.values(), ids=HELD.keys())
def test_what_a_quote_says_in_other_words_is_held(sentence, quote):
    assert missing(sentence, quote) == ()
    assert against(sentence, quote) == ()


@pytest.mark.parametrize(("sentence", "quote", "kind"), LACKING.values(), ids=LACKING.keys())
def test_a_fact_that_a_quote_does_not_hold_is_named(sentence, quote, kind):
    assert kind in {lack.kind for lack in missing(sentence, quote)}


@pytest.mark.parametrize(("sentence", "quote", "kind"), AGAINST.values(), ids=AGAINST.keys())
def test_what_a_quote_contradicts_is_named(sentence, quote, kind):
    assert kind in {lack.kind for lack in against(sentence, quote)}


def test_a_name_that_lacks_is_named_in_full():
    lacks = missing("In 1912 Bela Torr came.", "Ada Quill came in 1911.")
    assert [lack for lack in lacks if "Torr" in lack.what or "Bela" in lack.what]


def test_a_word_that_opens_a_sentence_is_a_name_where_the_documents_have_it_as_one():
    sentence, quote = "Torr came first.", "Quill came first."
    assert missing(sentence, quote) == ()
    assert missing(sentence, quote, sources="Later the miller, Torr, came.") != ()


def test_a_name_may_stand_in_the_heading_of_the_passage():
    assert missing("The mill of Aldmoor has a wheel.", "The mill has a wheel.", heading="Aldmoor | 1911") == ()


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("At most eight guests may stay.", "The limit is 8 guests."),
        ("No more than eight guests may stay.", "Up to eight guests may stay."),
        ("Nobody may enter without a card.", "Visitors must show a card."),
        ("Everybody needs a card if they enter.", "A card is needed only if somebody enters."),
        ("The club lends a boat.", "The club lends a boat; a sail is lent only if somebody asks."),
    ],
    ids=["a limit", "no more than", "must as a denial", "a condition in other words", "a condition of another clause"],
)
def test_words_of_degree_that_agree_are_no_contradiction(sentence, quote):
    assert missing(sentence, quote) == ()
    assert against(sentence, quote) == ()


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The cook was sent home by the guard.", "The guard sent the cook home."),
        ("The hut is shut in May, and the guard goes home.", "The guard goes home, and the hut is shut in May."),
        ("On 3 May 1911 the mill burned down.", "The mill burned down on 3 May 1911."),
    ],
    ids=["the other voice", "two halves", "a date"],
)
def test_words_that_rightly_stand_in_another_order_are_no_contradiction(sentence, quote):
    assert against(sentence, quote) == ()


def test_all_is_not_overstated_where_the_quote_says_all_as_well():
    quote = Statement("Most boats leave at six, and all boats leave by ten.")
    assert overstated(Statement("All boats leave.").degrees, quote.degrees) == ()


def test_a_condition_that_the_sentence_names_is_named():
    sentence = Statement("With insurance the club pays for a new boat.")
    quote = Statement("The club pays only if there is insurance.")
    assert unnamed_condition(sentence.degrees, sentence.stems, quote.degrees) is None


def test_names_far_from_a_verb_are_not_compared():
    quote = Statement("After talks in Marland, the envoy of Tessia said on Friday that the border would open.")
    sentence = Statement("The border of Marland would open, the envoy said.")
    assert displaced_names(sentence.claimed_uses, quote.quoted_uses) == ()


@pytest.mark.parametrize(
    ("question", "sentence", "tells"),
    [
        ("When did the mill burn down?", "The mill burned down.", False),
        ("When did the mill burn down?", "The mill burned down in 1932.", True),
        ("Did the mill burn down?", "The mill burned down.", True),
        ("How long ago did the mill burn down in 1932?", "In 1932 the mill burned down.", False),
    ],
    ids=["the question again", "the date", "yes or no", "the question turned round"],
)
def test_a_sentence_tells_more_than_the_question(question, sentence, tells):
    assert tells_more(question, sentence) is tells
