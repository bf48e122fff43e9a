import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from qa_bot.errors import GoldError
from qa_bot.evaluation.convert import convert_beir, convert_squad
from qa_bot.evaluation.figures import KNOWN, SUMMARY
from qa_bot.evaluation.gold import read_gold
from qa_bot.evaluation.run import new_folder
from tests.conftest import EXCERPTS

QUESTIONS = [
    {"id": "airport", "question": "Which airport in Tripoli was closed because of shelling?", "answer": ["Mitiga"], "sources": ["003_906e3ae5712f44c8.txt"],
     "evidence": ["Mitiga airport in Tripoli, closed last week because of shelling and rocket fire"], "type": "fact", "note": "ignored"},
    {"id": "onal", "question": "Who is Sedat Önal?", "answer": "deputy Foreign Minister", "sources": ["004_951ff7119e6d2308.txt"], "type": "fact"},
    {"id": "month", "question": "In which month?", "answer": "June", "type": "followup", "history": [{"question": "When was the Cairo Initiative launched?"}]},
    {"id": "cup", "question": "Who won the football world cup in 2018?", "answer": None, "type": "unanswerable"},
]  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in QUESTIONS), "utf-8")
    return path


def test_a_run_is_a_folder_with_figures_answers_and_a_report(qa_bot, gold, at_excerpts, tmp_path):
    done = qa_bot("eval", str(gold), "--out", "run", *at_excerpts)
    assert done.returncode == 0, done.stderr
    run = json.loads((tmp_path / "run" / "run.json").read_text())
    assert run["complete"]
    assert run["questions"] == 4
    assert run["metrics"]["answer.containment"][0] == 1.0
    assert run["metrics"]["citations.quote_validity"][0] == 1.0
    assert run["metrics"]["abstention.recall"][0] == 1.0
    assert run["metrics"]["evidence.hit_at_5"][3] == 1
    assert set(run["slices"]) >= {"with history", "standalone", "type: fact"}
    assert len((tmp_path / "run" / "answers.jsonl").read_text().splitlines()) == 4
    page = (tmp_path / "run" / "report.html").read_text()
    assert "<mark>" in page
    assert "src=" not in page
    assert not re.search('href="[^#]', page)


def test_without_the_charts_library_the_gate_works_all_the_same(gold, at_excerpts, tmp_path, run_python):
    script = "import sys; sys.modules['matplotlib.figure'] = None; from qa_bot.cli.main import main; main()"
    command = ["-c", script, "eval", str(gold), "--out", "run", *at_excerpts]
    done = run_python(*command)
    assert done.returncode == 0, done.stderr
    assert "no report: the report needs the extra: pip install 'qa-bot[eval]'" in done.stdout
    assert (tmp_path / "run" / "run.json").is_file()
    command[command.index("run")] = "again"
    again = run_python(*command, "--fail-under", "answer.containment=2")
    assert again.returncode == 6


def test_a_run_compared_with_itself_shows_no_difference(qa_bot, gold, at_excerpts):
    qa_bot("eval", str(gold), "--out", "one", *at_excerpts)
    done = qa_bot("eval", str(gold), "--out", "two", "--baseline", "one/run.json", "--fail-on-loss", *at_excerpts)
    assert done.returncode == 0, done.stderr
    assert "against the baseline: no difference (0 won, 0 lost" in done.stdout


def test_floors_decide_the_exit_code(qa_bot, gold, at_excerpts):
    fine = qa_bot("eval", str(gold), "--out", "run", "--fail-under", "answer.containment=0.9", *at_excerpts)
    assert fine.returncode == 0
    short = qa_bot(
        "eval",
        str(gold),
        "--out",
        "short",
        "--fail-under",
        "answer.containment=1.5",
        "--fail-under",
        "run.completed=1",
        *at_excerpts,
    )
    assert short.returncode == 6
    assert "answer.containment is 1, below 1.5" in short.stderr
    assert "run.completed" not in short.stderr
    missing = qa_bot("eval", str(gold), "--out", "missing", "--fail-under", "usage.cost=1", *at_excerpts)
    assert missing.returncode == 2
    assert "no question of this run has the figure 'usage.cost'" in missing.stderr


@pytest.mark.parametrize(
    ("floor", "words"),
    [
        ("answer.contaiment=1", "there is no figure 'answer.contaiment': did you mean answer.containment?"),
        ("nonsense=1", "docs/evaluation.md lists them"),
        ("answer.containment", "write METRIC=VALUE"),
    ],
    ids=["misspelt", "nonsense", "no value"],
)
def test_a_wrong_floor_is_refused_before_anything_is_asked(qa_bot, gold, tmp_path, floor, words):
    done = qa_bot("eval", str(gold), "--out", "run", "--fail-under", floor, "--corpus", str(EXCERPTS))
    assert done.returncode == 2
    assert words in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"gold.jsonl"}


def test_a_run_is_never_overwritten(qa_bot, gold, at_excerpts, tmp_path):
    assert qa_bot("eval", str(gold), "--out", "run", *at_excerpts).returncode == 0
    kept = {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()}
    again = qa_bot("eval", str(gold), "--out", "run", *at_excerpts)
    assert again.returncode == 2
    assert "run holds a run already: continue it with --resume, or name another folder with --out" in again.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()} == kept


def test_a_run_without_a_name_is_named_after_its_gold_set_and_the_time(tmp_path):
    noon = datetime(2026, 1, 2, 12, 30, 5)
    first = new_folder(Path("sets/gold.jsonl"), noon, tmp_path)
    first.mkdir()
    assert [first.name, new_folder(Path("gold.jsonl"), noon, tmp_path).name] == [
        "gold-2026-01-02-123005",
        "gold-2026-01-02-123005-2",
    ]


def test_the_figures_that_matter_come_first_and_all_stand_under_headings(qa_bot, gold, at_excerpts, tmp_path):
    done = qa_bot("eval", str(gold), *at_excerpts)
    assert done.returncode == 0, done.stderr
    (folder,) = (tmp_path / "runs").iterdir()
    metrics = json.loads((folder / "run.json").read_text())["metrics"]
    assert set(metrics) <= KNOWN
    summary, *groups, end = done.stdout.split("\n\n")
    assert len(summary.splitlines()) == 1 + len(SUMMARY)
    assert summary.splitlines()[1].startswith("answered right ")
    named = [line.split()[0] for group in groups for line in group.splitlines()[1:]]
    assert sorted(named) == sorted(metrics)
    assert [group.splitlines()[0] for group in groups] == [
        "Answers",
        "Abstentions and confidence",
        "Citations",
        "Files retrieved",
        "Passages retrieved",
        "Time, memory, failures",
    ]
    assert end.startswith("report: ")


BROKEN = """
from qa_bot.cli.main import main
from qa_bot.passage import LexicalHits
from qa_bot.storage.snapshot import Snapshot

search = Snapshot.search_dense
Snapshot.search_dense = lambda self, vector, limit: search(self, -vector, 3)
Snapshot.search_lexical = lambda self, question, limit: LexicalHits(hits=())
main()
"""


def test_the_gate_catches_a_broken_retrieval(gold, at_excerpts, qa_bot, run_python):
    """Passages are sought far from the question on purpose: both gates see it."""
    assert qa_bot("eval", str(gold), *at_excerpts, "--out", "sound").returncode == 0
    broken = ["-c", BROKEN, "eval", str(gold), *at_excerpts, "--out", "broken", "--baseline", "sound"]
    done = run_python(*broken, "--fail-under", "retrieval.hit_at_1=0.9", "--fail-under", "answer.containment=0.9")
    assert done.returncode == 6, done.stderr
    assert "answer.containment is" in done.stderr


def test_a_loss_that_chance_does_not_explain_fails(gold, at_excerpts, tmp_path, qa_bot):
    many = [{**QUESTIONS[0], "id": str(i)} for i in range(8)]
    gold.write_text("".join(json.dumps(line) + "\n" for line in many))
    qa_bot("eval", str(gold), "--out", "sound", *at_excerpts)
    silent = ("eval", str(gold), "--out", "silent", "--baseline", "sound", "--fail-on-loss", *at_excerpts)
    done = qa_bot(*silent, QA_BOT_MIN_CONFIDENCE="1")
    assert done.returncode == 6
    assert "worse than the baseline: 8 lost, 0 won" in done.stderr


def test_another_gold_set_or_corpus_is_not_compared(qa_bot, gold, at_excerpts, tmp_path):
    qa_bot("eval", str(gold), "--out", "one", *at_excerpts)
    gold.write_text(gold.read_text() + json.dumps({"id": "new", "question": "New?", "answer": None}) + "\n")
    done = qa_bot("eval", str(gold), "--out", "two", "--baseline", "one", *at_excerpts)
    assert done.returncode == 2
    assert "another gold set" in done.stderr


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["{"], "line 1 is not JSON"),
        (['{"id": "a", "question": "q", "answer": null}', '{"id": "b", "answer": null}'], "line 2: question"),
        (['{"id": "a", "question": "q", "answer": null}'] * 2, "line 2: the id 'a' was used before"),
        ([], "holds no question"),
    ],
    ids=["not JSON", "no question", "repeated", "empty"],
)
def test_a_malformed_gold_set_is_an_error_with_its_line(tmp_path, lines, words):
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines))
    with pytest.raises(GoldError, match=words):
        read_gold(path)


def test_the_users_index_is_left_alone(qa_bot, gold, tmp_path):
    corpus = tmp_path / "seeds"
    corpus.mkdir()
    for path in EXCERPTS.iterdir():
        (corpus / path.name).write_bytes(path.read_bytes())
    done = qa_bot("eval", str(gold), "--out", "run", "-q", QA_BOT_STATE_DIR=str(tmp_path / "state"))
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "index").exists()
    assert (tmp_path / "state" / "evaluation").is_dir()


MANY = 5
# The command line, which is interrupted as from a keyboard while it keeps the fourth answer.
INTERRUPTED = """
import itertools, os, signal
from qa_bot.cli.main import main
from qa_bot.evaluation import evaluate

numbers, answer_all = itertools.count(), evaluate.answer_all

def interrupted(*arguments):
    for record in answer_all(*arguments):
        if next(numbers) == 3:
            os.kill(os.getpid(), signal.SIGINT)
        yield record

evaluate.answer_all = interrupted
main()
"""


def test_an_interrupted_run_is_kept_and_gone_on_with(qa_bot, run_python, at_excerpts, tmp_path):
    gold = tmp_path / "many.jsonl"
    gold.write_text("".join(json.dumps({**QUESTIONS[0], "id": str(i)}) + "\n" for i in range(MANY)))
    stopped = run_python("-c", INTERRUPTED, "eval", str(gold), "--out", "run", *at_excerpts)
    assert stopped.returncode == 130
    assert "--resume" in stopped.stderr
    answers = tmp_path / "run" / "answers.jsonl"
    assert answers.read_text().count("\n") == 3
    done = qa_bot("eval", str(gold), "--out", "run", "--resume", *at_excerpts)
    assert done.returncode == 0, done.stderr
    ids = [json.loads(line)["gold"]["id"] for line in answers.read_text().splitlines()]
    assert ids == [str(i) for i in range(MANY)]


def test_squad_is_converted(tmp_path):
    squad = {"data": [{"title": "The_Mill", "paragraphs": [{"context": "The mill was built in 1405.", "qas": [
        {"id": "1", "question": "When?", "answers": [{"text": "1405", "answer_start": 22}], "is_impossible": False},
        {"id": "2", "question": "Why?", "answers": [], "is_impossible": True}]}]}]}  # fmt: skip
    path = tmp_path / "squad.json"
    path.write_text(json.dumps(squad))
    assert convert_squad(path, tmp_path / "out") == 2
    questions = read_gold(tmp_path / "out" / "gold.jsonl").questions
    assert questions[0].acceptable == ("1405",)
    assert not questions[1].is_answerable
    assert questions[0].evidence[0] in (tmp_path / "out" / "corpus" / questions[0].sources[0]).read_text()


def test_beir_is_converted(tmp_path):
    folder = tmp_path / "beir"
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text(
        '{"_id": "d/1", "title": "Mill", "text": "It was built."}\n{"_id": "d2", "title": "", "text": "Other."}\n'
    )
    (folder / "queries.jsonl").write_text('{"_id": "q1", "text": "When?"}\n')
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td/1\t2\nq1\td2\t0\n")
    assert convert_beir(folder, tmp_path / "out") == 1
    assert read_gold(tmp_path / "out" / "gold.jsonl").questions[0].sources == ("d-1.txt",)


@pytest.mark.parametrize("convert", [convert_squad, convert_beir])
def test_what_cannot_be_converted_is_an_error(tmp_path, convert):
    with pytest.raises(GoldError):
        convert(tmp_path / "nothing", tmp_path / "out")
