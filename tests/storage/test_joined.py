"""Several corpora asked as one, and questions limited to some documents."""

import json
from pathlib import Path

import pytest

from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.conversation import Conversation
from qa_bot.document_name import DocumentName, parse_name
from qa_bot.filters import Filters, make_filters
from qa_bot.ingestion.ingest import ingest
from qa_bot.prompts import load_prompts
from qa_bot.storage import scoped
from qa_bot.storage.joined import JoinedReader, limited
from tests.conftest import open_reader

FEES = {
    "club/fees.md": "---\ndate: 2024-03-05\n---\n# Fees\n\nThe summer fee of the rowing club is 48 euros.\n",
    "club/old/fees.md": "---\ndate: 2019-05-01\n---\n# Fees\n\nThe summer fee of the rowing club is 31 euros.\n",
    "club/rota.csv": "member,boats\nAda Quill,4\nBela Torr,6\n",
    "club/staff/people.md": "# People\n\nThe boatman of the rowing club is Carl Wend.\n",
    "school/fees.md": "# Fees\n\nThe Aldmoor grammar school charges 912 crowns a term.\n",
    "school/people.md": "# People\n\nThe head of the grammar school is Dora Finch.\n",
    "school/shared.md": "The hall may be hired until ten in the evening.\n",
    "club/shared.md": "The hall may be hired until ten in the evening.\n",
}


@pytest.fixture(scope="module")
def readers(tmp_path_factory, embedder):
    root = tmp_path_factory.mktemp("corpora")
    for name, text in FEES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    found = {}
    for corpus in ("club", "school"):
        ingest(root / corpus, root / f"{corpus}-index", embedder)
        found[corpus] = open_reader(root / f"{corpus}-index")
    return found


@pytest.fixture(scope="module")
def both(readers, models: Models) -> Bot:
    return Bot(JoinedReader(readers), models, load_prompts())


@pytest.fixture(scope="module")
def club(readers, models: Models) -> Bot:
    return Bot(readers["club"], models, load_prompts())


def verbatim(bot: Bot, answer) -> bool:
    cited = answer.citations + answer.nearest
    return bool(cited) and all(bot.document(c.source, c.corpus).text[c.start : c.end] == c.quote for c in cited)


@pytest.mark.parametrize(
    ("question", "corpus", "source", "words"),
    [
        ("Who is the boatman?", "club", "staff/people.md", "Carl Wend"),
        ("Who is the head of the grammar school?", "school", "people.md", "Dora Finch"),
        ("What does the grammar school charge a term?", "school", "fees.md", "912 crowns"),
    ],
)
def test_an_answer_says_which_corpus_it_comes_from(both, question, corpus, source, words):
    answer = both.ask(question)
    assert (answer.citations[0].corpus, answer.citations[0].source) == (corpus, source)
    assert words in answer.text
    assert verbatim(both, answer)
    assert {passage.corpus for passage in answer.retrieved} == {"club", "school"}


def test_the_indexes_of_all_corpora_are_told(both):
    answer = both.ask("Who is the boatman?")
    told = json.loads(answer.to_json())
    assert [(one["corpus"], one["documents"]) for one in told["indexes"]] == [("club", 6), ("school", 3)]
    assert (told["index"]["documents"], told["index"]["generation"]) == (9, 1)


def test_one_corpus_has_no_list_of_indexes(club):
    told = json.loads(club.ask("Who is the boatman?").to_json())
    assert (told["indexes"], told["citations"][0]["corpus"], told["filters"]) == ([], None, None)


def test_a_copy_in_another_corpus_is_named_with_its_corpus(both):
    citation = both.ask("Until when may the hall be hired?").citations[0]
    assert (citation.corpus, citation.also_in) in [("club", ("school: shared.md",)), ("school", ("club: shared.md",))]


def test_a_table_is_reckoned_with(both):
    answer = both.ask("How many boats do the members have in total?")
    assert answer.text.startswith("total boats: 10")
    assert {(c.corpus, c.source) for c in answer.citations} == {("club", "rota.csv#1"), ("club", "rota.csv#2")}
    assert verbatim(both, answer)


def test_a_follow_up_finds_what_the_answer_before_it_cited(both):
    _, conversation = both.converse("Who is the boatman of the rowing club?")
    assert conversation.turns[0].cited[0].corpus == "club"
    followed, _ = both.converse("And the head of the grammar school?", conversation)
    assert "Dora Finch" in followed.text
    with both._reader.snapshot() as index:
        cited = conversation.turns[0].cited[0]
        around = index.passages(index.chunks_around(cited.name, cited.start, cited.end))
        assert [parse_name(passage.source) for passage in around] == [DocumentName("club", "staff/people.md")]


def test_a_word_is_a_misspelling_only_if_no_corpus_has_it(both, club):
    with both._reader.snapshot() as index:
        # "grammar" is of the school alone, "Torr" of the club alone.
        assert index.search_lexical("grammar Torr zeppelin", 10).unknown == ("zeppelin",)
    with club._reader.snapshot() as index:
        assert "grammar" in index.search_lexical("grammar Torr zeppelin", 10).unknown


def test_no_hit_is_mixed_up_between_corpora(both):
    with both._reader.snapshot() as index:
        hits = index.search_lexical("fee people hall boats school club", 60).hits
        passages = index.passages([hit.chunk_id for hit in hits])
        assert [passage.chunk_id for passage in passages] == [hit.chunk_id for hit in hits]
        assert len({passage.document_id for passage in passages}) == len(passages) == 9
        for passage in passages:
            text = index.document(passage.source).text
            assert text[passage.start : passage.end] == passage.text


@pytest.mark.parametrize(
    ("question", "filters", "words"),
    [
        ("What is the summer fee?", {"since": "2024"}, "48 euros"),
        ("What is the summer fee?", {"until": "2020"}, "31 euros"),
        ("What is the summer fee?", {"in": "old/"}, "31 euros"),
        ("What is the summer fee? in:/fees.md", {"in": "old/"}, "48 euros"),
        ("What is the summer fee? until:2019-05", {}, "31 euros"),
    ],
)
@pytest.mark.parametrize("most", [scoped.MOST_CHOSEN, 0], ids=["few", "many"])
def test_a_question_uses_only_the_chosen_documents(club, both, monkeypatch, question, filters, words, most):
    monkeypatch.setattr(scoped, "MOST_CHOSEN", most)
    for bot in (club, both):
        answer = bot.ask(question, filters=make_filters(**filters))
        assert words in answer.text
        assert [c.source for c in answer.citations] == [answer.citations[0].source]
        assert verbatim(bot, answer)


def test_documents_that_are_not_chosen_are_not_even_near(club):
    answer = club.ask("What is the summer fee?", filters=make_filters(**{"in": "*.csv"}))
    assert answer.status == "abstained"
    assert {passage.source for passage in answer.retrieved} <= {"rota.csv#1", "rota.csv#2"}
    assert answer.filters is not None
    assert (answer.filters.documents, answer.question) == (2, "What is the summer fee?")


def test_only_the_rows_of_chosen_files_are_counted(both):
    assert "10" in both.ask("How many boats in total? in:rota.csv").text
    assert both.ask("How many boats do the members have in total? in:people.md").status == "abstained"


def test_without_a_matching_document_the_answer_says_so(both):
    answer = both.ask("Who is the boatman? in:nowhere/ since:2030")
    assert (answer.status, answer.reason) == ("abstained", "no_match")
    assert answer.text.startswith("No document matches in:nowhere/ since:2030.")
    assert (answer.retrieved, answer.nearest, answer.filters.documents) == ((), (), 0)


def test_a_copy_is_cited_under_a_chosen_name(tmp_path: Path, embedder, models):
    for folder in ("a", "b"):
        (tmp_path / "docs" / folder).mkdir(parents=True)
        (tmp_path / "docs" / folder / "note.txt").write_text("The ferry to Brink leaves at 6.40 from pier two.\n", "utf-8")
    ingest(tmp_path / "docs", tmp_path / "index", embedder)
    bot = Bot(open_reader(tmp_path / "index"), models, load_prompts())
    assert bot.ask("When does the ferry to Brink leave? in:b/").citations[0].source == "b/note.txt"
    assert bot.ask("When does the ferry to Brink leave?").citations[0].source == "a/note.txt"


def test_a_history_of_another_corpus_does_no_harm(club, both):
    _, conversation = both.converse("Who is the boatman of the rowing club?")
    assert "48 euros" in club.ask("And what is the summer fee in 2024?", conversation).text
    assert Conversation.model_validate_json(conversation.model_dump_json()) == conversation


def test_the_same_generations_lend_the_same_index(readers):
    reader = JoinedReader(readers)
    with reader.snapshot() as first, reader.snapshot() as second:
        assert first is second
        assert limited(first, Filters()) is first
