"""Ask the program the questions of gold sets, each in the variants from which the confidence is fitted.

full            asked of the whole corpus;
source-out      of the corpus without the documents that answer it (unanswerable of the ordinary kind);
unanswerable    one that its set says the corpus does not answer.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cached_reader import CachedReader
from development_sets import index_of, newest, read_gold

from qa_bot.answering.confidence import Confidence
from qa_bot.answering.features import features
from qa_bot.answering.models import Models
from qa_bot.evaluation.held_out_index import PartialSnapshot
from qa_bot.evaluation.text_match import containment
from qa_bot.evidence.grading import Graded
from qa_bot.evidence.pieces import Evidence
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.protocols import Vectors
from qa_bot.stopwatch import Stopwatch
from qa_bot.text.terms import words
from qa_bot.understanding.standalone import read_question

# The reader was trained on the other nine articles of this set.
SQUAD, UNSEEN = (
    "squad2_dev_half",
    ("normans", "imperialism", "steam-engine", "warsaw", "harvard-university", "packet-switching"),
)
UNSEEN_ARTICLES = (*UNSEEN, "french-and-indian-war")
# A gold answer with more words than this is a passage: a text is right if more than this share of its words is in the evidence.
LONG_ANSWER_WORDS, PART_OF_EVIDENCE = 12, 0.85
# At most this many questions of a set are asked; half as many in the variant source-out if the set has unanswerable ones.
MOST_QUESTIONS = 50


class Asked(NamedTuple):
    """One question asked of some documents; `answerable` says whether they have the answer."""

    set: str
    kind: str
    answerable: bool
    group: str
    gold: dict[str, Any]
    graded: tuple[Graded, ...]
    signs: Vectors


def sets_in(folders: list[Path]) -> list[Path]:
    """Return the sets (folders with corpus/ and gold.jsonl) among the folders and inside them."""
    found = [p for folder in folders for p in (folder, *sorted(folder.iterdir())) if (p / "gold.jsonl").is_file()]
    return [folder.absolute() for folder in found]


def ask_sets(folders: list[Path], work: Path, locates: bool = True) -> list[Asked]:
    """Ask the questions of sets that stand alone, with readings kept in the work folder.

    Without `locates`, the reader reads single sentences for their relevance only, like a plain reranker.
    """
    embedder, reader = BundledEmbedder(), CachedReader(work, locates)
    models = Models(embedder=embedder, reader=reader, confidence=Confidence(schema_version=2, models={}, provenance={}))
    asked = []
    for folder in sets_in(folders):
        # Many small folders may belong to one set, which they name.
        name = (folder / "set.txt").read_text("utf-8").strip() if (folder / "set.txt").is_file() else folder.name
        index_dir = index_of(folder, work / "indexes", embedder)
        index = PartialSnapshot(index_dir, newest(index_dir))
        for gold, kind, hidden in _variants(folder, index):
            index.hide(hidden)
            weighing = models.weighing(index, Stopwatch())
            read = read_question(weighing, gold["question"])
            if read.graded:
                signs = features(read.question, read.graded, weighing.weight)
                group = (gold["sources"] or [_near_miss_of(gold)])[0]
                asked.append(Asked(name, kind, kind == "full", f"{folder.name}/{group}", gold, read.graded, signs))
        reader.save()
        print(name, folder.name, len(asked), flush=True)
    return asked


def text_of(piece: Evidence) -> str:
    """Return a piece as it is judged: with the context that is quoted with it."""
    return " ".join([*(place.text for place in piece.places), piece.text])


def is_right(gold: dict[str, Any], text: str) -> bool:
    """Tell whether a text holds an acceptable answer or, if the answer is long, is mostly part of its evidence."""
    acceptable = [gold["answer"]] if isinstance(gold["answer"], str) else gold["answer"]
    if containment(text, acceptable, gold.get("all_of", ())) == 1.0:
        return True
    own = set(words(text))
    is_long = max(len(answer.split()) for answer in acceptable) > LONG_ANSWER_WORDS
    parts = (len(own & set(words(evidence))) / len(own) for evidence in gold.get("evidence", ()) if len(own) > 5)
    return is_long and any(part > PART_OF_EVIDENCE for part in parts)


def _variants(folder: Path, index: PartialSnapshot) -> Iterator[tuple[dict[str, Any], str, list[Any]]]:
    golds = [g for g in read_gold(folder) if not g.get("history") and g.get("type") != "conversational"]
    if folder.name == SQUAD:
        golds = [g for g in golds if Path((g["sources"] or [_near_miss_of(g)])[0]).stem in UNSEEN_ARTICLES]
    random.Random(folder.name).shuffle(golds)
    if not any("near_miss" in str(g.get("type")) for g in golds):
        golds = golds[: 2 * MOST_QUESTIONS]
    answerable = [g for g in golds if g["answer"] is not None][:MOST_QUESTIONS]
    unanswerable = [g for g in golds if g["answer"] is None][:MOST_QUESTIONS]
    for gold in answerable:
        yield gold, "full", []
    for gold in unanswerable:
        yield gold, "unanswerable", []
    for gold in answerable[: len(answerable) // (2 if unanswerable else 1)]:
        yield gold, "source-out", [passage for passage in index.every if set(passage.names) & set(gold["sources"])]


def _near_miss_of(gold: dict[str, Any]) -> str:
    return str(gold.get("extra", {}).get("near_miss_file", gold["id"]))
