"""Ask the questions of folders of documents and count the right answers.

    python benchmarks/documents.py [--qa-bot PROGRAM] [--show] FOLDER [FOLDER ...]

A folder holds docs/ and q.jsonl, or folders of such. A line of q.jsonl is {"id", "question", "answer": "text" | [...] | null,
"all_of": [...], "none_of": [...]}. An answerable question is right when the bot answers and its text, a quote or a place of a
quote's context holds an acceptable answer, all of `all_of` and none of `none_of`; a number, "yes" and "no" count as whole words of
the text alone. One whose answer is null is right when the bot abstains. Every quote must stand in what `qa-bot show` prints.
"""

import argparse
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

_BARE = re.compile(r"[\d.,\s]+|yes|no", re.I)


class Outcome(NamedTuple):
    """The outcome of a question."""

    question: str
    answerable: bool
    answered: bool
    right: bool
    false_quotes: int
    text: str


def main() -> None:
    """Print how many are right, folder by folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--qa-bot", default="qa-bot")
    parser.add_argument("--show", action="store_true", help="print the questions that are not right")
    parser.add_argument("folders", type=Path, nargs="+")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        outcomes: list[Outcome] = []
        for case in _cases(folder):
            found = list(ask(arguments.qa_bot, case))
            outcomes += found
            for outcome in found:
                if arguments.show and not outcome.right:
                    print(f"  {case.name}: {outcome.question} -> {outcome.text[:120]}")
        answered = [o for o in outcomes if o.answered]
        answerable = [o for o in outcomes if o.answerable]
        print(
            f"{folder.name}: {sum(o.right for o in outcomes)} of {len(outcomes)} right; "
            f"with an answer {sum(o.right for o in answerable)} of {len(answerable)} right, "
            f"{sum(o.answered for o in answerable)} answered; of all {len(answered)} answers {sum(o.right for o in answered)} right; "
            f"quotes that are not verbatim {sum(o.false_quotes for o in outcomes)}",
            flush=True,
        )


def ask(program: str, case: Path) -> Iterator[Outcome]:
    """Yield the outcome of each question of a folder, asked of an index of its own."""
    questions = [json.loads(line) for line in (case / "q.jsonl").read_text("utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as work:
        env = {**os.environ, "HOME": work, "QA_BOT_STATE_DIR": f"{work}/state"}

        def call(*options: str, stdin: str = "") -> str:
            command = [program, "--corpus", str(case.absolute() / "docs"), "--index", f"{work}/index", *options]
            return subprocess.run(command, input=stdin, capture_output=True, text=True, env=env, cwd=work, check=False).stdout

        call("ingest")
        lines = "".join(
            json.dumps({key: q[key] for key in ("id", "question", "history") if key in q}) + "\n" for q in questions
        )
        answers = {row["id"]: row for row in map(json.loads, call("ask", "--batch", "-", stdin=lines).splitlines())}
        shown: dict[str, str] = {}
        for question in questions:
            answer = answers.get(question["id"], {"status": "none", "text": "", "citations": []})
            places = [place for citation in answer["citations"] for place in (citation, *citation["context"])]
            for citation in answer["citations"]:
                if citation["source"] not in shown:
                    shown[citation["source"]] = call("show", citation["source"])
            false = sum(p["quote"] not in shown[c["source"]] for c in answer["citations"] for p in (c, *c["context"]))
            said = flat(" ".join([answer["text"], *(place["quote"] for place in places)]))
            right = is_right(question, answer["status"] == "answered", flat(answer["text"]), said)
            is_answerable = question["answer"] is not None or bool(question.get("all_of"))
            answered = answer["status"] == "answered"
            yield Outcome(question["question"], is_answerable, answered, right and not false, false, answer["text"])


def is_right(question: dict[str, Any], answered: bool, text: str, said: str) -> bool:
    """Tell whether a question went well; `text` is the answer, `said` the answer and all its quotes, both flat."""
    acceptable = [question["answer"]] if isinstance(question["answer"], str) else question["answer"] or []
    if not acceptable and not question.get("all_of"):
        return not answered
    holds = not acceptable or any(_holds(flat(answer), text, said) for answer in acceptable)
    whole = all(flat(part) in said for part in question.get("all_of", ()))
    return answered and holds and whole and not any(flat(part) in said for part in question.get("none_of", ()))


def _holds(answer: str, text: str, said: str) -> bool:
    if _BARE.fullmatch(answer):
        return bool(re.search(rf"(?<![\w.,]){re.escape(answer)}(?!\w|[.,]\d)", text))
    return answer in said


def flat(text: str) -> str:
    """Return a text without line breaks and capitals."""
    return " ".join(text.split()).casefold()


def _cases(folder: Path) -> list[Path]:
    found = [folder, *sorted(path for path in folder.iterdir() if path.is_dir())]
    return [path for path in found if (path / "q.jsonl").is_file()]


if __name__ == "__main__":
    main()
