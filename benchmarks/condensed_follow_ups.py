"""Compare follow-ups written out by a language model with those written out by rule, on MTRAG.

    python benchmarks/condensed_follow_ups.py DEV_SETS WORK [--url http://127.0.0.1:8080/v1] [--model NAME] [--questions N]

Only the questions that depend on their history are asked: the others are not rewritten. Without --url it serves the tests'
small model. Prints how often a right file is first and among the first five, and how often the model's wording was used.
"""

import argparse
from contextlib import nullcontext
from pathlib import Path

from development_sets import index_of, read_gold, reader_of
from follow_ups import conversation_of, found
from generated_answers import running_server

from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.llm.ledger import Ledger, Prices
from qa_bot.llm.providers import open_language_model
from qa_bot.llm.writing import Writer
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.prompts import load_prompts
from qa_bot.settings import Settings
from qa_bot.understanding.rewriting import rewrite


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("dev_sets", "work"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--url")
    parser.add_argument("--model", default="smollm2")
    parser.add_argument("--questions", type=int)
    arguments = parser.parse_args()
    mtrag = arguments.dev_sets / "mtrag_human_subset"
    embedder = BundledEmbedder()
    models = Models(embedder=embedder, reader=BundledReader(), confidence=load_confidence())
    reader = reader_of(index_of(mtrag, arguments.work, embedder), embedder)
    golds = [gold for gold in read_gold(mtrag) if gold["sources"] and gold["history"] and gold["answer"] is not None]
    leaning = [g for g in golds if rewrite(g["question"], conversation_of(g).turns).kind not in ("standalone", "choice")]
    with running_server() if arguments.url is None else nullcontext(arguments.url) as url:
        model = open_language_model(
            Settings(llm=f"openai-like:{arguments.model}", llm_base_url=url, llm_timeout_s=300, llm_deadline_s=600)
        )
        assert model is not None
        ledger = Ledger(arguments.work / "ledger.sqlite", model.name, Prices())
        plain = Bot(reader, models, load_prompts(), 0.0)
        written = Bot(reader, models, load_prompts(), 0.0, Writer(model, models.reader, load_prompts(), ledger))
        rows, taken = [], 0
        for gold in leaning[: arguments.questions]:
            conversation = conversation_of(gold)
            by_rule = plain.attempt(gold["question"], conversation).answer
            by_model = written.attempt(gold["question"], conversation).answer
            taken += by_rule.standalone_question != by_model.standalone_question
            rows.append((*found(by_rule, gold), *found(by_model, gold)))
    shares = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    print(f"{len(rows)} follow-ups that lean on their history; {taken} understood otherwise with the model")
    print("by rule: first {:.3f}, in five {:.3f}; with the model: first {:.3f}, in five {:.3f}".format(*shares))


if __name__ == "__main__":
    main()
