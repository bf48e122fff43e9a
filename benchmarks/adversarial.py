"""Ask the adversarial set and count, kind by kind, what is right, refused and shown.

    python benchmarks/adversarial.py WORK

Right: the text has the acceptable answer, every word of `all_of`, and no forbidden word. Refused: a question without an answer
got none. Shown: answers with a forbidden word. Prints the table of docs/adversarial.md, and the questions that went wrong.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from qa_bot.answer import Answer
from qa_bot.application import open_bot, run_ingest
from qa_bot.evaluation.text_match import containment, without_markers
from qa_bot.settings import load_settings

SLICE = Path(__file__).parents[1] / "tests/gold/adversarial"


def main() -> None:
    work = Path(sys.argv[1])
    settings = load_settings(corpus_dir=str(SLICE / "corpus"), index_dir=work / "adversarial", state_dir=work)
    run_ingest(settings)
    bot = open_bot(settings)
    counts: Counter[tuple[str, str]] = Counter()
    for line in map(json.loads, (SLICE / "gold.jsonl").read_text("utf-8").splitlines()):
        found = outcomes(line, bot.ask(line["question"]))
        counts.update((kind, outcome) for kind in (line["type"], "all") for outcome in found)
        if not {"right", "refused"} & found:
            print(f"wrong: {line['id']} ({line['type']}) {line['question']}", file=sys.stderr)
    print("| kind | right | refused | shown |\n|---|---|---|---|")
    for kind in [*dict.fromkeys(kind for kind, _ in counts if kind != "all"), "all"]:
        of = {name: counts[kind, name] for name in ("right", "answerable", "refused", "unanswerable", "shown")}
        refused = f"{of['refused']} of {of['unanswerable']}" if of["unanswerable"] else ""
        print(f"| {kind} | {of['right']} of {of['answerable']} | {refused} | {of['shown']} |")


def outcomes(line: dict[str, Any], answer: Answer) -> set[str]:
    text = without_markers(answer.text)
    is_given = answer.status == "answered"
    shown = {"shown"} if is_given and any(words in text for words in line.get("forbidden", ())) else set()
    if line["answer"] is None:
        return {"unanswerable", *(() if is_given else ("refused",)), *shown}
    holds = is_given and containment(text, line["answer"], line.get("all_of", ()))
    return {"answerable", *(("right",) if holds and not shown else ()), *shown}


if __name__ == "__main__":
    main()
