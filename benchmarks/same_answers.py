"""Write the answers to a gold set's questions without what differs from run to run, so that two versions can be compared.

    python benchmarks/same_answers.py GOLD CORPUS INDEX OUT [QUESTIONS]

Left out are the times, the use of a language model, the id, and what the index says of its own making. Two versions answer
alike if `cmp` finds no difference between their files. Prints the processor time and the wall time.
"""

import json
import sys
import time
from pathlib import Path

from qa_bot.application import open_bot
from qa_bot.conversation import Conversation, Turn
from qa_bot.settings import Settings

LEFT_OUT = ("timings_ms", "usage", "id", "index")


def main() -> None:
    gold, corpus, index, out = map(Path, sys.argv[1:5])
    most = int(sys.argv[5]) if len(sys.argv) > 5 else None
    lines = gold.read_text("utf-8").splitlines()[:most]
    began, worked = time.perf_counter(), time.process_time()
    with open_bot(Settings(corpus_dir=corpus, index_dir=index)) as bot, out.open("w", encoding="utf-8") as file:
        for line in map(json.loads, lines):
            turns = tuple(Turn(question=turn["question"], answer=turn.get("answer")) for turn in line.get("history", ()))
            answer = json.loads(bot.ask(line["question"], Conversation(turns=turns)).to_json())
            file.write(json.dumps({key: answer[key] for key in answer if key not in LEFT_OUT}) + "\n")
    print(f"{len(lines)} questions, {time.process_time() - worked:.1f} processor seconds, {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
