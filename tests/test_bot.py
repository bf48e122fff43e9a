import json
import random
from pathlib import Path

import pytest

from qa_bot.answer import Answer
from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.errors import UsageError
from qa_bot.evidence.second_look import LOOKED_AT
from qa_bot.ingestion.ingest import ingest
from qa_bot.stopwatch import Stopwatch
from qa_bot.understanding.standalone import READ_ON, STANDALONE
from tests.answering.test_settling import Counting
from tests.conftest import SEEDS, open_bot, open_reader
from tests.documents.test_reading import HTML, one_page_pdf

GOLD = [json.loads(line) for line in (Path(__file__).parent / "gold" / "seeds.jsonl").read_text("utf-8").splitlines()]


def assert_verbatim(answer: Answer, index_dir: Path) -> None:
    with open_reader(index_dir).snapshot() as index:
        for citation in answer.citations:
            text = index.document(citation.source).text
            assert text[citation.start : citation.end] == citation.quote
            assert citation.line_start == text.count("\n", 0, citation.start) + 1
            assert citation.line_end == text.count("\n", 0, citation.end) + 1


def test_an_answer_is_made_of_quotes_from_named_files(seeds_bot: Bot, seeds_index: Path):
    answer = seeds_bot.ask("Which airport in Tripoli was closed because of shelling?")
    assert answer.status == "answered"
    assert "Mitiga" in answer.text
    assert answer.citations[0].source == "003_906e3ae5712f44c8.txt"
    assert answer.text.endswith("[1]") or "[2]" in answer.text
    assert_verbatim(answer, seeds_index)


def test_offsets_count_in_the_file_as_it_is_on_disk(seeds_bot: Bot):
    for question in ("Who is Sedat Önal?", "What did Turkey and Russia agree on 22 July 2020?"):
        for citation in seeds_bot.ask(question).citations:
            text = (SEEDS / citation.source).read_bytes().decode("utf-8")
            assert text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    "question",
    ["Who won the football world cup?", "How do I reset my password?", "What did Joe Biden say about Libya?"],
)
def test_what_the_documents_do_not_say_is_not_answered(seeds_bot: Bot, question: str):
    answer = seeds_bot.ask(question)
    assert answer.status == "abstained"
    assert answer.reason in ("not_in_corpus", "other_subject")
    assert answer.text.startswith("I did not find this in the documents")
    assert answer.citations == ()
    assert len(answer.closest) == 3


def test_the_best_passages_are_always_reported_best_first(seeds_bot: Bot):
    for question in ("Who is Sedat Önal?", "How do I reset my password?"):
        retrieved = seeds_bot.ask(question).retrieved
        assert len(retrieved) >= 20
        assert len({passage.source for passage in retrieved}) == 5
        scores = [passage.score for passage in retrieved]
        assert scores == sorted(scores, reverse=True)


def test_the_same_question_gets_the_same_answer(seeds_bot: Bot):
    first, second = (seeds_bot.ask("Who supports Haftar?") for _ in range(2))
    assert first.model_dump(exclude={"timings_ms"}) == second.model_dump(exclude={"timings_ms"})


def test_more_passages_are_read_where_the_first_ones_do_not_answer(seeds_bot: Bot, seeds_index: Path):
    question = "From what year has the country been split?"
    with open_reader(seeds_index).snapshot() as index:
        found = seeds_bot.models.weighing(index, Stopwatch()).find(question).passages
    assert not any("since 2014" in one.passage.text for one in found[:STANDALONE])
    assert "since 2014" in seeds_bot.ask(question).text


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("From what year has the country been split?", [4, 4, LOOKED_AT, READ_ON, LOOKED_AT]),
        ("Which evils does the war bring about, in the view of Putin and Erdogan?", [4, 4, LOOKED_AT, READ_ON]),
        ("How do I descale a kettle?", [4, 4, LOOKED_AT]),
    ],
    ids=["a further passage answers", "near, and none answers", "far from an answer"],
)
def test_further_passages_are_read_near_an_answer_and_looked_at_again_if_one_answers(seeds_index, models, question, given):
    reader = Counting(models.reader)
    open_bot(seeds_index, models._replace(reader=reader)).ask(question)
    assert reader.given == given


def test_a_misspelt_name_is_understood(seeds_bot: Bot):
    answer = seeds_bot.ask("Who is Stephane Dujaric?")
    assert answer.standalone_question in ("Who is Stephane Dujaric?", "Who is Stephane Dujarric?")
    assert "spokesperson" in answer.text


def test_a_misspelt_name_is_respelt_where_the_same_sentence_answers_either_way(tmp_path, models):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "ferry.txt").write_text("Visitors to Penhurst pay 4 pounds for the ferry.\n")
    ingest(tmp_path / "corpus", tmp_path / "index", models.embedder)
    answer = open_bot(tmp_path / "index", models).ask("What do visitors to Penhrst pay for the ferry?")
    assert (answer.status, answer.standalone_question) == ("answered", "What do visitors to Penhurst pay for the ferry?")


def test_a_word_with_a_misspelt_ending_is_respelt_though_the_typed_one_is_of_its_family(tmp_path, models):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "harbour.md").write_text(
        "# Harbour\n\n| Berth for | Per night |\n| --- | --- |\n| a skipper of the club | 9 euros |\n| a visitor | 14 euros |\n"
    )
    ingest(tmp_path / "corpus", tmp_path / "index", models.embedder)
    answer = open_bot(tmp_path / "index", models).ask("how much per night for a visiter")
    assert "14 euros" in answer.text
    assert answer.standalone_question == "how much per night for a visitor"


def test_a_word_that_english_has_is_never_respelt(tmp_path, models):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "club.txt").write_text("The rowing society was founded in 1904. The society owns nine boats.\n")
    ingest(tmp_path / "corpus", tmp_path / "index", models.embedder)
    bot = open_bot(tmp_path / "index", models)
    assert "nine boats" in bot.ask("How many boats does the society own?").text
    answer = bot.ask("How many goats does the society own?")
    assert (answer.status, answer.standalone_question) == ("abstained", "How many goats does the society own?")


def test_an_answer_marks_the_words_that_answer(seeds_bot: Bot):
    (citation,) = seeds_bot.ask("Since when has Libya been divided into rival camps?").citations
    document = seeds_bot.document(citation.source)
    assert [span.text for span in citation.spans] == ["2014"]
    assert all(document.text[span.start : span.end] == span.text for span in citation.spans)
    assert all(citation.start <= span.start < span.end <= citation.end for span in citation.spans)


@pytest.mark.parametrize(
    ("question", "reason", "said"),
    [
        ("Who is Vandermeer Oyelaran?", "other_subject", "nothing about Vandermeer Oyelaran"),
        ("What is in locker 712?", "other_subject", "nothing about locker 712"),
        ("Which medicine helps against hay fever?", "not_in_corpus", "did not find this"),
    ],
)
def test_a_silence_says_what_is_missing(seeds_bot: Bot, question: str, reason: str, said: str):
    answer = seeds_bot.ask(question)
    assert (answer.status, answer.reason) == ("abstained", reason)
    assert said in answer.text


def test_a_number_out_of_a_named_range_is_told(tmp_path, models):
    (tmp_path / "corpus").mkdir()
    text = "Lockers 1 to 40 stand in the lower corridor. A locker costs 18 pounds a year and is given out by the caretaker.\n"
    (tmp_path / "corpus" / "lockers.txt").write_text(text)
    ingest(tmp_path / "corpus", tmp_path / "index", models.embedder)
    answer = open_bot(tmp_path / "index", models).ask("Where is locker 712?")
    assert answer.status == "abstained"
    assert "nothing about locker 712, but name lockers 1 to 40" in answer.text
    assert len(answer.nearest) <= 2
    assert all(text[near.start : near.end] == near.quote for near in answer.nearest)


def test_what_stood_nearest_is_shown_and_is_no_answer(seeds_bot: Bot):
    answer = seeds_bot.ask("Why did the Egyptian parliament reject the deployment of troops?")
    assert answer.status == "abstained"
    assert 1 <= len(answer.nearest) <= 2
    for near in answer.nearest:
        document = seeds_bot.document(near.source)
        assert document.text[near.start : near.end] == near.quote
        assert near.quote not in answer.text


def test_names_are_found_without_their_accents(seeds_bot: Bot):
    assert "Boris Johnson" in seeds_bot.ask("Whom did Cavusoglu meet in London?").text


@pytest.mark.parametrize("question", ["", "   ", "?!", "\x00\x1b"])
def test_an_empty_question_is_an_error(seeds_bot: Bot, question: str):
    with pytest.raises(UsageError, match="empty"):
        seeds_bot.ask(question)


def test_a_very_long_question_is_an_error(seeds_bot: Bot):
    with pytest.raises(UsageError, match="100,000 characters"):
        seeds_bot.ask("x" * 100_000)


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.long) for seed in (2, 3, 4))])
def test_no_question_breaks_the_bot(excerpts_index: Path, models: Models, seed: int):
    bot, rng = open_bot(excerpts_index, models), random.Random(seed)
    pool = "aeiou xyzt ?!.,'\"()[]{}<>:;-+*/\\|&^%$#@~`’“”éß語🙂0123456789"
    for _ in range(10):
        question = "a" + "".join(rng.choice(pool) for _ in range(rng.randrange(1, 300)))
        answer = bot.ask(question)
        assert_verbatim(answer, excerpts_index)
        assert answer.text
        assert (answer.status == "answered") == bool(answer.citations)


def test_a_minimum_confidence_of_nought_always_answers(seeds_index: Path, models: Models):
    answer = open_bot(seeds_index, models, 0.0).ask("What is the capital of Australia?")
    assert answer.status == "answered"
    assert_verbatim(answer, seeds_index)


def test_an_explanation_names_what_was_weighed(seeds_bot: Bot):
    answer, explanation = seeds_bot.explain("Who is Sedat Önal?")
    assert explanation.threshold <= answer.confidence
    assert any(piece.used for piece in explanation.pieces)
    assert explanation.features["relevance"] > 0


def test_quotes_are_verbatim_in_every_format(tmp_path: Path, embedder, models: Models):
    corpus, index_dir = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "a.html").write_text(HTML)
    (corpus / "b.pdf").write_bytes(
        one_page_pdf(["The mill burned down in 1932 after a storm.", "The school has 412 pupils this year."])
    )
    (corpus / "c.csv").write_text("river,length\nQuill,182 km\nAldmoor,77 km\n")
    (corpus / "d.jsonl").write_text(
        json.dumps({"title": "Market", "text": "The market is held every Thursday on the green."}) + "\n"
    )
    (corpus / "e.md").write_bytes("\ufeff# Church\r\n\r\nThe church was\r\nbuilt in 1405 by monks.\r\n".encode())
    (corpus / "f.txt").write_bytes("The café serves crêpes until nine o’clock every evening.".encode("cp1252"))
    report = ingest(corpus, index_dir, embedder)
    assert report.counts() == {"added": 6}
    bot = open_bot(index_dir, models, 0.0)
    expected = {
        "Who opened the bridge?": ("a.html", "mayor"),
        "How many pupils has the school?": ("b.pdf", "412"),
        "How long is the Quill river?": ("c.csv#1", "182"),
        "When is the market held?": ("d.jsonl#1", "Thursday"),
        "When was the church built?": ("e.md", "1405"),
        "What does the café serve?": ("f.txt", "crêpes"),
    }
    for question, (source, words) in expected.items():
        answer = bot.ask(question)
        assert answer.citations[0].source == source
        assert words in answer.text
        assert_verbatim(answer, index_dir)
    assert bot.ask("How many pupils has the school?").citations[0].page == 2


def test_near_copies_are_shown_once_with_the_others_named(tmp_path: Path, embedder, models: Models):
    corpus, index_dir = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    story = "The ferry across the sound sank on Friday night in heavy seas. All forty passengers were saved by fishermen who heard the horn."
    (corpus / "agency.txt").write_text(f"{story}\n")
    (corpus / "paper.txt").write_text(f"{story} Reporting by our own staff.\n")
    ingest(corpus, index_dir, embedder)
    answer = open_bot(index_dir, models, 0.0).ask("When did the ferry sink?")
    assert answer.text.count("sank on Friday") == 1
    citation = answer.citations[0]
    assert {citation.source, *citation.also_in} == {"agency.txt", "paper.txt"}
    assert {passage.source for passage in answer.retrieved} == {"agency.txt", "paper.txt"}


def test_the_gold_set_is_well_formed():
    assert len(GOLD) >= 80
    assert len({gold["id"] for gold in GOLD}) == len(GOLD)
    assert sum(gold["answer"] is None for gold in GOLD) >= 25
    for gold in GOLD:
        texts = [(SEEDS / source).read_text("utf-8") for source in gold["sources"]]
        assert all(any(evidence in text for text in texts) for evidence in gold["evidence"])
