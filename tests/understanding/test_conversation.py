import pytest

from qa_bot.bot import Bot
from qa_bot.conversation import MAX_TURN_CHARS, MAX_TURNS, CitedPassage, Conversation, Turn
from qa_bot.ingestion.ingest import ingest
from tests.conftest import open_bot, open_reader


def after(*turns: Turn) -> Conversation:
    return Conversation(turns=turns)


def test_a_conversation_survives_being_written_and_read(seeds_bot: Bot):
    _, conversation = seeds_bot.converse("Who supports Haftar?")
    _, conversation = seeds_bot.converse("What is the capital of Australia?", conversation)
    assert Conversation.model_validate_json(conversation.model_dump_json()) == conversation


def test_the_newest_turn_holds_what_was_answered_and_cited(seeds_bot: Bot):
    answer, conversation = seeds_bot.converse("Who supports Haftar?")
    turn = conversation.turns[-1]
    assert (turn.question, turn.answer) == (answer.question, answer.text)
    assert [passage.quote for passage in turn.cited] == [citation.quote for citation in answer.citations]
    assert conversation.without_last() == Conversation()


def test_an_abstention_is_remembered_as_a_question_without_an_answer(seeds_bot: Bot):
    _, conversation = seeds_bot.converse("What is the capital of Australia?")
    assert conversation.turns[-1].answer is None


def test_a_conversation_is_bounded_in_turns_and_characters():
    turns = [Turn(question=str(number), answer="x" * (MAX_TURN_CHARS + 1)) for number in range(MAX_TURNS + 5)]
    bounded = after(*turns)
    assert [turn.question for turn in bounded.turns] == [str(number) for number in range(5, MAX_TURNS + 5)]
    assert {len(turn.answer) for turn in bounded.turns} == {MAX_TURN_CHARS}


def test_the_answers_of_a_conversation_do_not_change_it(seeds_bot: Bot):
    before = after(Turn(question="Who supports Haftar?"))
    _, conversation = seeds_bot.converse("Why?", before)
    assert len(before.turns) == 1
    assert len(conversation.turns) == 2


def test_a_follow_up_is_read_with_the_question_before_it(seeds_bot: Bot):
    alone = seeds_bot.ask("In which month?")
    follow_up = seeds_bot.ask("In which month?", after(Turn(question="When was the Cairo Initiative launched?")))
    assert "June" in follow_up.text
    assert follow_up.standalone_question == "In which month was the Cairo Initiative launched?"
    assert "Cairo" not in alone.standalone_question


def test_unrelated_history_does_not_change_the_answer(seeds_bot: Bot):
    question = "Which airport in Tripoli was closed because of shelling?"
    asked_later = seeds_bot.ask(question, after(Turn(question="Who is Sedat Önal?", answer="A deputy minister.")))
    assert asked_later.standalone_question == question
    assert asked_later.text == seeds_bot.ask(question).text


def test_what_was_said_already_is_not_the_answer_to_why(seeds_bot: Bot):
    _, conversation = seeds_bot.converse("What happened to the meeting between Conte and Serraj?")
    answer, _ = seeds_bot.converse("Why?", conversation)
    assert "wrongly informed" in answer.citations[0].quote


FAIR = """# The fair in May

- Opening by the mayor: 3 May
- Sack race: 4 May
- Prize for the largest marrow: 9 May

Ann Lowe keeps the gate. Bob Marsh sells the tickets.

Our second chair, Ned Orr, served from 1990 to 2004. He was followed by Ada Quill, who was chair until 2018.
"""


@pytest.mark.parametrize(
    ("turn", "question", "said"),
    [
        (Turn(question="What is the first event of the fair?", answer="Opening by the mayor: 3 May"), "and after that?", "Sack race"),
        (Turn(question="What is on 4 May?", answer="Sack race: 4 May"), "What comes next?", "largest marrow"),
        (Turn(question="Who is the chair now?", answer="Ada Quill is the chair now."), "and before her?", "Ned Orr"),
        (Turn(question="Who works at the fair?", answer="Ann Lowe keeps the gate."), "Who else?", "Bob Marsh"),
    ],
)  # fmt: skip
def test_what_comes_before_or_after_stands_beside_what_was_said(tmp_path, embedder, models, turn, question, said):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "fair.md").write_text(FAIR, "utf-8")
    ingest(corpus, tmp_path / "index", embedder)
    answer = open_bot(tmp_path / "index", models, 0.0).ask(question, after(turn))
    assert said in answer.citations[0].quote


@pytest.fixture
def two_mayors(tmp_path, embedder, models) -> Bot:
    corpus = tmp_path / "mayors"
    corpus.mkdir()
    (corpus / "a.txt").write_text("The Penhurst Mayor Ada Quill resigned on 4 May because of the ferry.\n")
    (corpus / "b.txt").write_text("The Marlow Mayor Ned Orr resigned on 9 June because of the harvest.\n")
    (corpus / "c.txt").write_text("A mayor is elected for six years. The town hall has a clock.\n")
    ingest(corpus, tmp_path / "index", embedder)
    return open_bot(tmp_path / "index", models, 0.0)


def test_a_question_that_the_documents_answer_in_two_ways_is_asked_back(two_mayors: Bot):
    answer, conversation = two_mayors.converse("When did the mayor resign?")
    assert (answer.status, answer.reason, answer.citations) == ("abstained", "ambiguous", ())
    assert set(answer.readings) == {"When did Penhurst Mayor Ada Quill resign?", "When did Marlow Mayor Ned Orr resign?"}
    assert all(f"{number}. {reading}" in answer.text for number, reading in enumerate(answer.readings, 1))
    chosen, _ = two_mayors.converse("2", conversation)
    assert (chosen.status, chosen.standalone_question) == ("answered", answer.readings[1])


def test_a_pronoun_that_may_mean_two_persons_is_asked_back(two_mayors: Bot):
    before = after(Turn(question="Did Mayor Ada Quill meet Mayor Ned Orr?"))
    answer, conversation = two_mayors.converse("When did she resign?", before)
    assert answer.reason == "ambiguous"
    chosen, _ = two_mayors.converse("Quill", conversation)
    assert "4 May" in chosen.text


def test_a_question_with_a_name_is_taken_at_its_word(two_mayors: Bot):
    assert "9 June" in two_mayors.ask("When did the mayor Ned Orr resign?").text


def test_the_chunks_around_a_cited_passage_are_found(tmp_path, embedder):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    paragraphs = [f"Paragraph {n} speaks of the weather. " * 12 for n in range(24)]
    (corpus / "long.txt").write_text("\n\n".join(paragraphs))
    ingest(corpus, tmp_path / "index", embedder)
    cited = CitedPassage(source="long.txt", quote="", start=len(paragraphs[0]) * 8, end=len(paragraphs[0]) * 8 + 20)
    with open_reader(tmp_path / "index").snapshot() as index:
        found = index.passages(index.chunks_around(cited.source, cited.start, cited.end))
        assert any(p.start <= cited.start < p.end for p in found)
        assert found[0].end <= cited.start
        assert found[-1].start >= cited.end
        assert len(found) < index.chunk_count
        assert index.chunks_around("nowhere.txt", 0, 9) == ()


def test_halves_of_characters_in_a_history_are_replaced():
    turn = Turn(question="\ud800 who?", answer="\udfff", standalone_question="\ud800", readings=("\ud800", "a"))
    assert (turn.question, turn.answer, turn.standalone_question, turn.readings) == ("? who?", "?", "?", ("?", "a"))
