import pytest

from qa_bot.conversation import Turn
from qa_bot.text.names import names_in, persons_in
from qa_bot.understanding.clarification import reading_chosen, readings_offered
from qa_bot.understanding.rewriting import rewrite
from qa_bot.understanding.topic import in_context, topic_terms

BRIDGE = Turn(question="When was the Aldmoor bridge opened?", answer="The Aldmoor bridge was opened on 3 May 1911. [1]")
MAYOR = Turn(question="Who opened the bridge?", answer="It was opened by Mayor Ada Quill. [1]")
PERSON = Turn(question="Who is Ada Quill?", answer="Mayor Bela Roth thanked the engineer Ada Quill for the bridge. [1]")
GUESTS = Turn(question="Which towns sent guests?", answer="Guests came from Penhurst, Old Wick and Marlow. [1]")


@pytest.mark.parametrize(
    ("turn", "question", "kind", "reading"),
    [
        (BRIDGE, "By whom?", "question_word", "By whom was the Aldmoor bridge opened?"),
        (BRIDGE, "In which month?", "question_word", "In which month was the Aldmoor bridge opened?"),
        (Turn(question="Was the mill rebuilt?"), "when?", "question_word", "When was the mill rebuilt?"),
        (
            Turn(question="Which airport in Marlow was closed by the storm?"),
            "When?",
            "question_word",
            "When was the airport in Marlow closed by the storm?",
        ),
        (Turn(question="How many people were hurt in Marlow?"), "Where?", "question_word", "Where were people hurt in Marlow?"),
        (BRIDGE, "How long is it now?", "pronoun", "How long is the Aldmoor bridge now?"),
        (BRIDGE, "What else happened that day?", "pronoun", "What else happened on 3 May 1911?"),
        (MAYOR, "Where was she born?", "pronoun", "Where was Mayor Ada Quill born?"),
        (MAYOR, "And her deputy?", "what_about", "Who is Mayor Ada Quill’s deputy?"),
        (
            Turn(question="Who built the Aldmoor mill?"),
            "What about the Penhurst mill?",
            "what_about",
            "Who built the Penhurst mill?",
        ),
        (Turn(question="Whom does Penhurst trade with?"), "And Old Wick?", "what_about", "Whom does Old Wick trade with?"),
        (PERSON, "Who helped her?", "pronoun", "Who helped Ada Quill?"),
        (PERSON, "Where was she born?", "pronoun", "Where was Ada Quill born?"),
        (BRIDGE, "Who paid for it?", "pronoun", "Who paid for the Aldmoor bridge?"),
        (GUESTS, "Who invited them?", "pronoun", "Who invited Penhurst, Old Wick and Marlow?"),
        (GUESTS, "How far away is the second one?", "ordinal", "How far away is Old Wick?"),
        (GUESTS, "Where is the last one?", "ordinal", "Where is Marlow?"),
        (GUESTS, "When did they leave?", "pronoun", "When did Penhurst, Old Wick and Marlow leave?"),
        (
            Turn(question="Did Ada Quill speak in Marlow?"),
            "What else happened there?",
            "pronoun",
            "What else happened in Marlow?",
        ),
        (BRIDGE, "the exact cost?", "ellipsis", "When was the Aldmoor bridge opened? the exact cost?"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_a_follow_up_is_written_out(turn, question, kind, reading):
    rewriting = rewrite(question, [turn])
    assert (rewriting.kind, rewriting.readings[0]) == (kind, reading)


@pytest.mark.parametrize(
    "question",
    [
        "Which airport in Aldmoor was closed by the storm?",
        "What did the mayor say about her plans for the mill, and when were they published in full?",
        "What did Ada Quill say about her plans?",
        "How many schools are there in Penhurst?",
        "Did the council say that the mill would be rebuilt?",
        "Who was the first mayor of Old Wick?",
        "Is there a ferry from Marlow to Penhurst?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question):
    assert rewrite(question, [BRIDGE]).readings == ()
    assert rewrite(question, []).readings == ()


@pytest.mark.parametrize(
    ("before", "said", "question", "wording"),
    [
        ("Has the club always been at the ferry?", "No, it moved to the lock.", "When?", "When: it moved to the lock?"),
        ("I left my coat on the bus, can I fetch it?", "Yes, coats are kept for a week.", "Where?", "Where are coats kept for a week?"),
        ("Was the ferry sold?", "Minutes, 12 March: The offer for the old ferry was refused because it was low.", "Why?", "Why was the offer for the old ferry refused?"),
        ("Can I bring a dog?", "Dogs are not allowed in the hall.", "Why not?", "Why are dogs not allowed in the hall?"),
        ("Has it always been there?", "It was moved in 1990.", "When?", "When was it moved?"),
        ("Was it fed?", "The goat that lives here must not be fed.", "Why?", "Why: The goat that lives here must not be fed?"),
        ("What's the club's first event in May?", "The spring fair.", "and after that?", "What's the club's next event in May?"),
        ("I want to give you a lamp, what do I do first?", "Take a photograph.", "and then?", "I want to give you a lamp, what do I do next?"),
    ],
)  # fmt: skip
def test_a_follow_up_may_have_another_wording(before, said, question, wording):
    rewriting = rewrite(question, [Turn(question=before, answer=said)])
    assert rewriting.are_wordings
    assert wording in rewriting.readings[-1:]


def test_a_pronoun_that_may_mean_two_persons_has_two_readings():
    turn = Turn(question="Did Mayor Ada Quill meet Bishop Ned Orr?")
    rewriting = rewrite("When did he resign?", [turn])
    assert rewriting.are_rivals
    assert rewriting.readings == ("When did Mayor Ada Quill resign?", "When did Bishop Ned Orr resign?")


def test_a_chain_of_fragments_keeps_the_question_they_belong_to():
    turns = [
        Turn(question="Who may buy a house in Old Wick?"),
        Turn(question="residents only?"),
        Turn(question="foreign buyers?"),
    ]
    assert rewrite("a deposit?", turns).readings[0] == "Who may buy a house in Old Wick? a deposit?"


def test_what_the_bot_understood_before_is_carried_on():
    earlier = Turn(question="By whom?", standalone_question="By whom was the Aldmoor bridge opened?")
    assert rewrite("When?", [earlier]).readings == ("When was the Aldmoor bridge opened?",)


READINGS = ("What did Mayor Quill say?", "What did Mayor Orr say?", "What did Deputy Mayor Ives say?")


@pytest.mark.parametrize(
    ("reply", "chosen"),
    [
        ("2", 1),
        ("#3", 2),
        ("the first one", 0),
        ("no, the second", 1),
        ("the last", 2),
        ("yes", 0),
        ("Orr", 1),
        ("I mean the deputy", 2),
        ("4", None),
        ("no", None),
        ("Mayor", None),
        ("Who built the bridge that the mayor opened in spring?", None),
    ],
)
def test_a_reply_chooses_a_reading(reply, chosen):
    assert reading_chosen(reply, READINGS) == (None if chosen is None else READINGS[chosen])


def test_no_to_the_first_of_two_means_the_second():
    assert reading_chosen("no", READINGS[:2]) == READINGS[1]


def test_readings_are_found_in_the_text_that_offered_them():
    offered = "\n".join(f"{number}. {reading}" for number, reading in enumerate(READINGS, 1))
    assert readings_offered(f"The question may mean different things:\n{offered}") == READINGS
    assert readings_offered("Agreed:\n1. Continue joint efforts.\n2. Meet in spring.") == ()
    assert readings_offered("3. What?\n4. Who?") == ()


def test_a_reply_in_a_history_without_readings_is_understood_from_the_text():
    answer = "Answer with a number:\n1. What did Quill say?\n2. What did Orr say?"
    rewriting = rewrite("2", [Turn(question="What did the mayor say?", answer=answer)])
    assert (rewriting.kind, rewriting.readings) == ("choice", ("What did Orr say?",))


def test_names_are_runs_of_capitals_those_after_prepositions_last():
    assert names_in("In Old Wick the Bank of Marlow refused Ada Quill’s offer in May") == (
        "Bank of Marlow",
        "Ada Quill",
        "Old Wick",
    )
    assert persons_in("Mayor Ada Quill left Old Wick with bishop Ned Orr") == ("Mayor Ada Quill", "Ned Orr")


def test_the_topic_is_made_of_the_rarest_known_words_as_they_were_written():
    weight = {"aldmoor": 5.0, "bridg": 3.0, "open": 1.0, "1911": 4.0}
    questions = ["When was the Aldmoor bridge opened?", "By Zebedee in 1911?"]
    terms = topic_terms(questions, lambda stem: weight.get(stem, 0.0), lambda word: word != "zebedee", 3)
    assert terms == ("Aldmoor", "bridge", "1911")
    assert in_context("Who built the bridge?", terms) == "Aldmoor 1911: Who built the bridge?"
    assert in_context("Who built the bridge?", ()) == "Who built the bridge?"
