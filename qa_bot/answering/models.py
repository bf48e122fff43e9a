"""The models that answer, together."""

from typing import NamedTuple

from qa_bot.answering.confidence import Confidence, ConfidenceModel
from qa_bot.evidence.weighing import Weighing
from qa_bot.models.protocols import Embedder, Reader
from qa_bot.retrieval.search import Index
from qa_bot.stopwatch import Stopwatch


class Models(NamedTuple):
    """The models that answer."""

    embedder: Embedder
    reader: Reader
    confidence: Confidence

    @property
    def confidence_model(self) -> ConfidenceModel:
        """Return the model of the confidence that was fitted with the reader."""
        return self.confidence.model_for(self.reader.name)

    def weighing(self, index: Index, watch: Stopwatch) -> Weighing:
        """Return the search and grading of an index for one question."""
        return Weighing(index, self.embedder, self.reader, watch)
