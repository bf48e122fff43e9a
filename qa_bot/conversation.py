"""The conversation so far: an immutable value that the caller keeps and gives back with the next question."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, field_validator

from qa_bot.answer import Answer, Citation
from qa_bot.document_name import DocumentName
from qa_bot.frozen import Frozen

# How much is remembered: follow-ups refer to what was said recently.
MAX_TURNS = 10
MAX_TURN_CHARS = 4000


class CitedPassage(BaseModel):
    """A place that an earlier answer quoted: `quote` is the document's text[start:end]."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    corpus: str | None = None
    source: str
    quote: str
    start: int
    end: int

    @classmethod
    def of(cls, citation: Citation) -> "CitedPassage":
        """Return the place that a citation quotes."""
        place = citation.model_dump(include={"corpus", "source", "quote", "start", "end"})
        return cls(**place)

    @property
    def name(self) -> str:
        """Return the name of the document, different for every document of all corpora that are asked."""
        return str(DocumentName(self.corpus, self.source))


class Turn(BaseModel):
    """One earlier question; keys that are not known are ignored.

    Without an answer it is only context and is not answered again. `readings` are those that the bot offered if the question
    was ambiguous.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str
    answer: str | None = None
    standalone_question: str | None = None
    cited: tuple[CitedPassage, ...] = ()
    readings: tuple[str, ...] = ()

    @field_validator("question", "answer", "standalone_question")
    @classmethod
    def _whole(cls, text: str | None) -> str | None:
        """Replace halves of characters (lone surrogates): JSON can hold them, and no model takes them."""
        return text.encode("utf-8", "replace").decode("utf-8") if text else text

    @field_validator("readings")
    @classmethod
    def _each_whole(cls, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(cls._whole(text) or "" for text in texts)


class Conversation(Frozen):
    """The last turns, oldest first: at most MAX_TURNS of them, each answer cut at MAX_TURN_CHARS characters."""

    turns: tuple[Turn, ...] = ()

    @field_validator("turns")
    @classmethod
    def _bounded(cls, turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
        return tuple(
            turn
            if len(turn.answer or "") <= MAX_TURN_CHARS
            else turn.model_copy(update={"answer": (turn.answer or "")[:MAX_TURN_CHARS]})
            for turn in turns[-MAX_TURNS:]
        )

    @classmethod
    def of(cls, history: Iterable[tuple[str, str | None]]) -> "Conversation":
        """Return the conversation of pairs of a question and its answer, oldest first; an answer may be None."""
        return cls(turns=tuple(Turn(question=question, answer=answer) for question, answer in history))

    def with_answer(self, answer: Answer) -> "Conversation":
        """Return the conversation with an answer as its newest turn."""
        cited = tuple(map(CitedPassage.of, answer.citations))
        turn = Turn(
            question=answer.question,
            answer=answer.text if answer.status == "answered" or answer.readings else None,
            standalone_question=answer.standalone_question,
            cited=cited,
            readings=answer.readings,
        )
        return Conversation(turns=(*self.turns, turn))

    def without_last(self) -> "Conversation":
        """Return the conversation as it was before its newest turn."""
        return Conversation(turns=self.turns[:-1])
