import pytest

from qa_bot.text.question_form import answer_type, holds_answer_of_type, names, numbers, wants_list
from qa_bot.text.spelling import edit_budget, edit_distance, nearest_words
from qa_bot.text.stems import content_stems
from qa_bot.text.terms import content_words, fold, words
from qa_bot.text.word_families import are_related


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Erdoğan’s", "erdogan"),
        ("U.N.", "un"),
        ("1,000", "1000"),
        ("Çavuşoğlu", "cavusoglu"),
        ("ERDOĞAN", "erdogan"),
        ("3.5", "3.5"),
    ],
)
def test_words_are_compared_without_accents_case_and_punctuation(word, folded):
    assert fold(word) == folded


def test_words_keep_their_order():
    assert words("The U.N. met in 2020.") == ["the", "un", "met", "in", "2020"]


def test_content_words_leave_stop_words_out():
    assert content_words("What did the mayor say?") == ["mayor"]


def test_stems_meet():
    assert content_stems("agreed") == content_stems("agreeing")


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [("haftar", "haftar", 0), ("hafter", "haftar", 1), ("hatfar", "haftar", 1), ("haftr", "haftar", 1), ("", "abc", 3)],
)
def test_edit_distance(first, second, distance):
    assert edit_distance(first, second) == distance


@pytest.mark.parametrize(("word", "budget"), [("iran", 0), ("libya", 1), ("sarkozyy", 2), ("2020s", 0)])
def test_short_words_and_numbers_are_not_corrected(word, budget):
    assert edit_budget(word) == budget


def test_nearest_words_come_nearest_first_then_most_frequent():
    frequency = {"dujarric": 3, "dujarics": 1, "dujaricks": 9}
    texts = ["Stephane Dujarric spoke", "dujarics", "dujaricks", "unrelated"]
    assert nearest_words("dujaric", texts, frequency.__getitem__) == ("dujarric", "dujarics")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did they meet?", "time"),
        ("How many people came?", "number"),
        ("Who signed it?", "person"),
        ("Which city was taken?", "place"),
        ("Why did it fail?", "reason"),
        ("What is a treaty?", "other"),
    ],
)
def test_question_words_tell_the_kind_of_answer(question, kind):
    assert answer_type(question) == kind


@pytest.mark.parametrize(
    ("kind", "text", "held"),
    [
        ("time", "It was in May.", True),
        ("time", "It was in Aldmoor.", False),
        ("number", "Three came.", True),
        ("number", "Some came.", False),
    ],
)
def test_a_text_holds_an_answer_of_a_kind_or_not(kind, text, held):
    assert holds_answer_of_type(kind, text, "What happened?") is held


def test_names_and_numbers_of_a_question():
    assert names("Did Ada Quill open the Aldmoor bridge?") == ("Ada", "Quill", "Aldmoor")
    assert numbers("What happened on 22 July 2020?") == ("22", "2020")


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which countries signed?", True),
        ("Who signed?", False),
        ("which evening classes are in the small hall", True),
        ("What tools need a licence?", True),
        ("Which days are you open?", False),
        ("What do tickets cost?", False),
        ("Which bus is blue?", False),
    ],
)
def test_a_question_for_several_things_is_recognised(question, several):
    assert wants_list(question) is several


@pytest.mark.parametrize(
    ("first", "second", "related"),
    [
        ("italy", "italian", True),
        ("germany", "german", True),
        ("syria", "syrian", True),
        ("politician", "political", True),
        ("greece", "greek", False),
        ("paris", "parish", False),
        ("paris", "parisian", True),
        ("brazil", "brave", False),
    ],
)
def test_words_of_one_family_are_related_by_their_endings(first, second, related):
    assert are_related(first, second) is related


def test_oneself_is_no_name():
    assert names("What if I'm late and I’ve lost Anna's key?") == ("Anna's",)
