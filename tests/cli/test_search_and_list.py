"""qa-bot search and qa-bot list: what is in the documents, without an answer."""

import io
import json

import pytest
from rich.console import Console

from qa_bot.cli.search import print_passages
from qa_bot.listing import FoundPassage
from tests.conftest import EXCERPTS, SEEDS, copy_seeds

AIRPORT = "Which airport in Tripoli was closed because of shelling?"
HOSTILE = "The \x1b[31mred\x1b[0m \u202eferry\u202c sails\x07 at nine.\n"


def test_a_search_prints_a_block_for_each_passage(qa_bot, excerpts_index):
    done = qa_bot("search", "Mitiga airport shelling", "--limit", "3", "--index", str(excerpts_index))
    assert (done.returncode, done.stderr) == (0, "")
    blocks = done.stdout.split("\n\n")
    assert [block[:4] for block in blocks] == ["[1] ", "[2] ", "[3] "]
    assert blocks[0].startswith("[1] 003_906e3ae5712f44c8.txt | ")
    assert "Mitiga" in blocks[0]
    assert all(block.splitlines()[-1].startswith('    "') for block in blocks)


def test_a_search_as_json_has_verbatim_passages_best_first(qa_bot, seeds_index):
    done = qa_bot("search", "--json", AIRPORT, "--index", str(seeds_index))
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert (found["schema"], found["query"], len(found["passages"])) == (1, AIRPORT, 10)
    scores = [passage["score"] for passage in found["passages"]]
    assert scores == sorted(scores, reverse=True)
    for passage in found["passages"]:
        text = (SEEDS / passage["source"]).read_bytes().decode("utf-8")
        assert text[passage["start"] : passage["end"]] == passage["quote"]
        assert passage["quote"] == passage["quote"].strip() != ""
        assert passage["line_start"] == text.count("\n", 0, passage["start"]) + 1
        assert passage["line_end"] == text.count("\n", 0, passage["end"]) + 1


def test_a_search_finds_in_the_order_in_which_an_answer_looks(seeds_bot):
    retrieved = [(p.source, p.score) for p in seeds_bot.ask(AIRPORT).retrieved]
    found = [(p.source, p.score) for p in seeds_bot.search(AIRPORT, 40)]
    assert len(found) > 10
    assert [place for place in found if place in retrieved][:10] == found[:10]


def test_a_passage_of_a_table_comes_with_its_headings_and_its_header(tmp_path, qa_bot):
    (tmp_path / "seeds").mkdir()
    rows = "\n".join(f"| Harbour {number} | {number + 3} pounds a night |" for number in range(1, 99))
    table = f"# Fees\n\n## Berths\n\n### Visitors\n\n| harbour | fee |\n|---|---|\n{rows}\n"
    (tmp_path / "seeds" / "fees.md").write_text(table, "utf-8")
    done = qa_bot("search", "--json", "--limit", "1", "fee of Harbour 90")
    (passage,) = json.loads(done.stdout)["passages"]
    assert "Harbour 90 " in passage["quote"]
    assert passage["heading"] == "Berths › Visitors"
    (header,) = passage["context"]
    assert (header["kind"], table[header["start"] : header["end"]]) == ("table_header", header["quote"])
    shown = qa_bot("search", "--limit", "1", "fee of Harbour 90").stdout.splitlines()
    assert shown[1:3] == ["    Berths › Visitors", f"    {header['quote']}"]


@pytest.mark.parametrize("limit", ["0", "41", "-1"])
def test_a_limit_out_of_range_is_exit_code_2(qa_bot, excerpts_index, limit):
    done = qa_bot("search", "airport", "--limit", limit, "--index", str(excerpts_index))
    assert done.returncode == 2
    assert "ask for 1 to 40" in done.stderr


def test_a_search_without_an_index_makes_one_and_a_list_does_not(qa_bot, tmp_path):
    copy_seeds(tmp_path)
    listed = qa_bot("list")
    assert (listed.returncode, listed.stdout) == (4, "")
    assert "run `qa-bot ingest`" in listed.stderr
    assert qa_bot("search", "Mitiga airport").stdout.startswith("[1] 003_906e3ae5712f44c8.txt")
    assert len(qa_bot("list").stdout.splitlines()) == 5


def test_an_index_without_documents_says_so_on_stderr(qa_bot, tmp_path):
    for path in copy_seeds(tmp_path, ["003_906e3ae5712f44c8.txt"]).iterdir():
        qa_bot("ingest", "-q")
        path.unlink()
    qa_bot("ingest", "-q")
    found, listed = qa_bot("search", "airport"), qa_bot("list")
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "nothing found\n")
    assert (listed.returncode, listed.stdout) == (0, "")
    assert "the index has no documents" in listed.stderr
    assert json.loads(qa_bot("search", "airport", "--json").stdout)["passages"] == []
    assert json.loads(qa_bot("list", "--json").stdout) == {"schema": 1, "documents": []}


def test_control_characters_of_a_document_reach_no_terminal(qa_bot, tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a\x1b[2Jb.txt").write_text(HOSTILE, "utf-8")
    found, listed = qa_bot("search", "ferry \x1b[31m sails"), qa_bot("list")
    assert "ferry sails at nine." in found.stdout
    for done in (found, listed):
        assert (done.returncode, len(done.stdout.splitlines()) < 3) == (0, True)
        assert not set("\x1b\x07\u202e\u202c") & set(done.stdout)
    assert qa_bot("search", "ferry", "--json").stdout.isascii()


def test_a_list_has_a_line_for_each_document(qa_bot, tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "leave.md").write_text("---\ndate: 2024-05-06\n---\n# Leave of absence\n\nEverybody has 31 days.\n", "utf-8")
    (folder / "boats.CSV").write_text("boat,berth\nHeron,4\nTern,7\n", "utf-8")
    (folder / "copy.md").write_bytes((folder / "leave.md").read_bytes())
    qa_bot("ingest", "-q")
    lines = qa_bot("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["boats.CSV#1", "boats.CSV#2", "copy.md", "leave.md"]
    assert lines[3].split(maxsplit=6)[1:] == ["2024-05-06", "68", "characters", "1", "chunk", "Leave of absence"]
    documents = {each["source"]: each for each in json.loads(qa_bot("list", "--json").stdout)["documents"]}
    assert documents["boats.CSV#2"]["format"] == "csv"
    leave = documents["leave.md"]
    shown = qa_bot("show", "leave.md").stdout
    assert (leave["title"], leave["date"], leave["characters"]) == ("Leave of absence", "2024-05-06", len(shown))


def test_on_a_terminal_a_passage_is_wrapped_and_links_to_its_file():
    words = "The ferry sails at nine. " * 12
    passage = FoundPassage(source="a.txt", quote=words, start=0, end=len(words), line_start=1, line_end=1, score=1.0)
    file = io.StringIO()
    print_passages(
        Console(file=file, force_terminal=True, color_system="standard", width=60), [passage, passage], lambda corpus: EXCERPTS
    )
    assert f"{EXCERPTS.as_uri()}/a.txt" in file.getvalue()
    assert file.getvalue().count("[2]") == 1
    assert len(file.getvalue().splitlines()) > 10
