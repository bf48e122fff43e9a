"""How well a message's kind is told: small talk, questions about the bot and about the documents as such, and facts.

    python benchmarks/message_kinds.py [--show] [QUESTIONS.jsonl ...]

`held.tsv` of `benchmarks/sets/messages` was written before the rules and not looked at while they were made. Each further file holds
questions that are all for facts (`question` of each line): what is taken for something else is counted and shown.
"What is X about?" is a question for a fact unless X is a document, which only an index can tell: it counts as either.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import get_args

from qa_bot.understanding.message_kind import read_message
from qa_bot.understanding.small_talk import Courtesy

SETS = Path(__file__).parent / "sets" / "messages"


def kind_of(message: str, labelled: str) -> str:
    """Return the kind that is told, by the names of the sets."""
    told = read_message(message).kind
    if told == "what_is_in":
        return labelled if labelled in ("summary", "fact") else "summary"
    return "small_talk" if told in get_args(Courtesy) else told


def measure(name: str, show: bool) -> None:
    """Print precision and recall of each kind on a set."""
    rows = [line.split("\t") for line in (SETS / f"{name}.tsv").read_text("utf-8").splitlines()]
    told = [(labelled, kind_of(message, labelled), message) for labelled, message in rows]
    print(f"\n{name}: {len(rows)} messages\n| kind | messages | precision | recall |\n|---|---|---|---|")
    right = Counter(labelled for labelled, kind, _ in told if labelled == kind)
    of, given = Counter(labelled for labelled, _, _ in told), Counter(kind for _, kind, _ in told)
    for kind in of:
        print(f"| {kind} | {of[kind]} | {right[kind] / (given[kind] or 1):.3f} | {right[kind] / of[kind]:.3f} |")
    asked = [(labelled != "fact", kind != "fact") for labelled, kind, _ in told]
    both = sum(one and other for one, other in asked)
    precision, recall = both / sum(other for _, other in asked), both / sum(one for one, _ in asked)
    print(f"| no fact | {sum(one for one, _ in asked)} | {precision:.3f} | {recall:.3f} |")
    if show:
        for labelled, kind, message in told:
            if labelled != kind:
                print(f"{labelled} told as {kind}: {message}")


def misfires(path: Path) -> None:
    """Print which questions for facts of a file are taken for something else."""
    questions = [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines() if line.strip()]
    began = time.perf_counter()
    found = [(kind, question) for question in questions if (kind := kind_of(question, "fact")) != "fact"]
    each = (time.perf_counter() - began) / len(questions)
    print(f"{path}: {len(found)} of {len(questions)}, {each * 1000:.2f} ms each")
    for kind, question in found:
        print(f"  {kind}: {question}")


def main() -> None:
    """Measure both halves of the set, then each file of questions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="show what was told wrong")
    parser.add_argument("questions", nargs="*", type=Path)
    options = parser.parse_args()
    for name in ("learnt", "held", "afterwards"):
        measure(name, options.show)
    for path in options.questions:
        misfires(path)


if __name__ == "__main__":
    main()
