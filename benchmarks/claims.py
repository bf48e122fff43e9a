"""Sentences that documents support or not (tests/gold/claims), and what the bot does with each when a model writes it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from development_sets import read_lines, reader_of

from qa_bot.answer import Answer
from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.evidence.grading import Graded
from qa_bot.explanation import Attempt, Explanation
from qa_bot.frozen import Frozen
from qa_bot.ingestion.ingest import ingest
from qa_bot.llm.ledger import Ledger, Prices
from qa_bot.llm.prompting import answer_prompt
from qa_bot.llm.writing import Writer, Writing
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.models.protocols import HeadedText, Reader, Reading
from qa_bot.passage import Passage
from qa_bot.prompts import load_prompts

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
CLAIMS = ROOT / "tests/gold/claims"
PARAPHRASES = ROOT / "tests/gold/paraphrases.jsonl"


class Claim(Frozen):
    """A sentence that a model might write for a question, whether the corpus supports it, and if not, what is wrong with it."""

    id: str
    corpus: str
    split: str
    question: str
    sentence: str
    supported: bool
    kind: str
    evidence: tuple[str, ...] = ()


class Trial(NamedTuple):
    """A claim, the answer in the documents' own words, and the passages that a model would write from."""

    claim: Claim
    attempt: Attempt
    passages: tuple[Passage, ...]
    bot: Bot
    model: Any

    def shown(self) -> tuple[Answer, Explanation]:
        """Return what the bot shows when its model answers the question with the claim."""
        self.model.sentence = self.claim.sentence
        return self.bot.finish(self.attempt)


class RememberingReader(BundledReader):
    """The bundled reader with a cache, because the same claims are checked again and again."""

    def __init__(self) -> None:
        super().__init__()
        self._readings: dict[tuple[str, HeadedText], Reading] = {}

    def read(self, question: str, texts: Sequence[HeadedText]) -> tuple[Reading, ...]:
        """Return what the texts say on a question."""
        new = [text for text in dict.fromkeys(texts) if (question, text) not in self._readings]
        for text, reading in zip(new, super().read(question, new), strict=True):
            self._readings[question, text] = reading
        return tuple(self._readings[question, text] for text in texts)


def read_claims(folder: Path) -> tuple[Claim, ...]:
    """Return the claims of a folder with pairs.jsonl and, for each corpus, a folder with corpus/."""
    return tuple(Claim(**line) for line in read_lines(folder / "pairs.jsonl"))


def read_paraphrases(path: Path) -> tuple[Claim, ...]:
    """Return the pairs of true and altered sentences of tests/gold/paraphrases.jsonl, all of them about seeds/."""
    return tuple(
        Claim(
            id=f"{line['id']}-{kind}",
            corpus="seeds",
            split="paraphrases",
            question=line["question"],
            sentence=line[kind],
            supported=kind == "true",
            kind="paraphrase" if kind == "true" else line["altered"],
        )
        for line in read_lines(path)
        for kind in ("true", "false")
    )


def make_trials(claims: Sequence[Claim], corpora: Path, work: Path, reader: Reader) -> tuple[Trial, ...]:
    """Return the trials of claims; each corpus is in `corpora`/NAME/corpus, its index is made in `work`."""
    embedder, model, prompts = BundledEmbedder(), one_sentence_model(), load_prompts()
    models = Models(embedder=embedder, reader=reader, confidence=load_confidence())
    writer = _Recorder(model, reader, prompts, Ledger(work / "ledger.sqlite", model.name, Prices()))
    bots = {}
    for corpus in dict.fromkeys(claim.corpus for claim in claims):
        folder = SEEDS if corpus == SEEDS.name else corpora / corpus / "corpus"
        ingest(folder, work / corpus, embedder)
        bots[corpus] = Bot(reader_of(work / corpus, embedder), models, prompts, 0.0, writer)
    asked: dict[tuple[str, str], Attempt] = {}
    trials = []
    for claim in claims:
        bot, key = bots[claim.corpus], (claim.corpus, claim.question)
        asked[key] = asked[key] if key in asked else bot.attempt(claim.question)
        trial = Trial(claim, asked[key], (), bot, model)
        trial.shown()
        trials.append(trial._replace(passages=writer.passages))
    return tuple(trials)


def one_sentence_model() -> Any:
    """Return the tests' model that says one sentence."""
    sys.path.insert(0, str(ROOT))
    from tests.llm.one_sentence_model import OneSentenceModel

    return OneSentenceModel()


class _Recorder(Writer):
    """A writer that keeps the passages it last wrote from, as many as its model takes in."""

    passages: tuple[Passage, ...] = ()

    def write(self, extractive: Answer, best: Graded, passages: Sequence[Passage], *rest: Any) -> Writing:
        self.passages = answer_prompt(self._model, self._prompts, extractive.standalone_question, passages)[2]
        return super().write(extractive, best, passages, *rest)
