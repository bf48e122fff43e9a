"""The replies to messages that ask for no fact: small talk, the bot itself, and the documents as such."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from qa_bot.answer import Citation, Reason
from qa_bot.answering.collection.languages import ForeignQuestion
from qa_bot.answering.collection.listing import MOST_LISTED, counted, line, listed
from qa_bot.answering.collection.naming import files_named
from qa_bot.answering.collection.news import news
from qa_bot.answering.collection.overview import (
    OF_TOPIC,
    Subject,
    central_passages,
    central_sentences,
    length_of_overview,
    told,
)
from qa_bot.answering.collection.topics import files_about, find_topic, sentences_about
from qa_bot.answering.composition import cite_piece, compose
from qa_bot.conversation import Turn
from qa_bot.document_name import parse_name
from qa_bot.evidence.grading import Graded
from qa_bot.evidence.weighing import Weighing
from qa_bot.models.protocols import Embedder
from qa_bot.passage import Passage
from qa_bot.prompts import Prompts
from qa_bot.storage.contents import AnyIndex, chunks_of, first_chunks
from qa_bot.storage.document_list import count, files, named_files
from qa_bot.text.english import ORDINALS
from qa_bot.understanding.message_kind import Message
from qa_bot.understanding.small_talk import Courtesy

# The overview of all documents quotes so many of them, chosen among the first passages of so many files.
MOST_QUOTED, MOST_OPENINGS = 5, 300
# The passages of a document are chosen among so many of its chunks; so many show how it begins.
MOST_CHUNKS, FIRST_CHUNKS = 400, 4
# Nothing is uncertain about which documents there are; what is central is a matter of judgement.
CERTAIN, LIKELY = 1.0, 0.95
_THAT = re.compile(
    r"(?:it|this|that|them|these|those|that one|this one|the (?:document|file|article)|(?:that|this) (?:document|file|article))",
    re.I,
)
_ORDINAL = re.compile(rf"(?:the )?({'|'.join(ORDINALS)}|last)(?: (?:one|document|file|of them))?", re.I)


class Reply(NamedTuple):
    """What is said to a message: with quotes, or with the reason why nothing was asked of the documents.

    `chosen` are the pieces that are quoted, from which a language model may write.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    reason: Reason | None = None
    confidence: float = CERTAIN
    chosen: tuple[Graded, ...] = ()


class Replying(NamedTuple):
    """What replies are made from: the index, the search of it, the embedder, the texts, and the day of today."""

    snapshot: AnyIndex
    weighing: Weighing
    embedder: Embedder
    prompts: Prompts
    today: date

    def reply(self, message: Message, turns: Sequence[Turn], foreign: ForeignQuestion | None) -> Reply | None:
        """Return the reply to a message; None if it is a question for a fact after all, or there are no documents.

        `turns` are all earlier turns, also those that list documents.
        """
        if message.kind in ("greeting", "thanks", "farewell", "small_talk"):
            return self._courtesy(message.kind)
        if message.kind == "about_the_bot":
            return Reply(self.prompts.say("about_the_bot", count=self._count()), reason="about_the_bot")
        if foreign and foreign.is_unsupported:
            return Reply(
                self.prompts.say("unsupported_language", **foreign.names), reason="unsupported_language", confidence=0.0
            )
        return self._about_documents(message, turns) if message.kind != "fact" and count(self.snapshot).files else None

    def _about_documents(self, message: Message, turns: Sequence[Turn]) -> Reply | None:
        match message.kind:
            case "documents":
                return self._documents()
            case "documents_about":
                return self._documents_about(message.subject or "")
            case "overview":
                return self._overview()
            case "news":
                return self._news(message)
            case "summary" | "what_is_in":
                return self._summary(message, turns)
            case _:
                return None

    def _courtesy(self, kind: Courtesy) -> Reply:
        values = {"count": self._count()} if kind == "greeting" else {}
        return Reply(self.prompts.say(kind, **values), reason="small_talk")

    def _count(self) -> str:
        return counted(count(self.snapshot))

    def _documents(self) -> Reply:
        said, citations = listed(self.snapshot, files(self.snapshot, MOST_LISTED))
        more = count(self.snapshot).files - MOST_LISTED
        rest = [self.prompts.say("more_documents", more=f"{more:,}")] if more > 0 else []
        return Reply("\n".join([self.prompts.say("documents", count=self._count()), said, *rest]), citations)

    def _documents_about(self, subject: str) -> Reply | None:
        """Return the files about a topic with the best quote of each; None if there are none."""
        topic = find_topic(self.weighing, subject)
        about = files_about(self.weighing, topic)[:MOST_LISTED] if topic else ()
        if not topic or not about:
            return None
        said, citations = _by_source(topic.text, about)
        return Reply(f"{self.prompts.say('documents_about', subject=topic.text)}\n{said}", citations, confidence=LIKELY)

    def _overview(self) -> Reply | None:
        openings = central_passages(self.snapshot, first_chunks(self.snapshot, MOST_OPENINGS), MOST_QUOTED)
        chosen = tuple(piece for passage in openings for piece in self._most_central(passage))
        if not chosen:
            return None
        said, citations = _by_source("", chosen)
        return Reply(f"{self.prompts.say('overview', count=self._count())}\n{said}", citations, chosen=chosen)

    def _most_central(self, opening: Passage) -> tuple[Graded, ...]:
        """Return the most central sentence of a document's first passages: the very first may be all names and numbers."""
        chunks = chunks_of(self.snapshot, self.snapshot.files_of((opening.source,)), MOST_CHUNKS)[:FIRST_CHUNKS]
        subject = Subject(opening.title or "")
        return central_sentences(told(self.snapshot.passages(chunks)), self.embedder, subject, has_beginning=True, most=1)

    def _news(self, message: Message) -> Reply:
        found = news(self.snapshot, message.since, self.today, MOST_LISTED)
        shown = named_files(self.snapshot, list(found.files)[:MOST_LISTED])
        said, citations = listed(self.snapshot, shown, [found.files[file.name] for file in shown])
        text = "news_of_all" if found.is_first else "nothing_new" if found.is_nothing else "news"
        told = [self.prompts.say(text, since=found.since.isoformat()), said]
        if more := len(found.files) - len(shown):
            told.append(self.prompts.say("more_documents", more=f"{more:,}"))
        if found.gone:
            names = (" ".join(parse_name(file).seen_from(None).split()) for file in found.gone[:MOST_LISTED])
            told.append(self.prompts.say("gone", sources=", ".join(names)))
        return Reply("\n".join(part for part in told if part), citations)

    def _summary(self, message: Message, turns: Sequence[Turn]) -> Reply | None:
        """Return a summary of the documents that are named, else of a topic; None if the documents do not have it."""
        subject = message.subject or ""
        is_summary = message.kind == "summary"
        meant = _meant_before(self.snapshot, subject, turns, is_summary) or files_named(self.snapshot, subject, is_summary)
        if meant:
            return self._of_files(meant, subject)
        topic = find_topic(self.weighing, subject) if is_summary else None
        about = sentences_about(self.weighing, topic) if topic else ()
        if not topic or not about:
            return None
        return _quoting(subject, central_sentences(about, self.embedder, Subject(topic.text, OF_TOPIC)))

    def _of_files(self, names: Sequence[str], subject: str) -> Reply | None:
        passages = central_passages(self.snapshot, chunks_of(self.snapshot, names, MOST_CHUNKS))
        title = passages[0].title if passages and passages[0].title else subject
        pieces = told(passages)
        most = length_of_overview(pieces)
        return _quoting(subject, central_sentences(pieces, self.embedder, Subject(title), has_beginning=True, most=most))


def _quoting(subject: str, chosen: tuple[Graded, ...]) -> Reply | None:
    if not chosen:
        return None
    said, citations = compose(subject, chosen)
    return Reply(said, citations, confidence=LIKELY, chosen=chosen)


def _by_source(question: str, pieces: Sequence[Graded]) -> tuple[str, tuple[Citation, ...]]:
    citations = tuple(cite_piece(question, number, piece) for number, piece in enumerate(pieces, 1))
    return "\n".join(line(parse_name(citation.name).seen_from(None), citation) for citation in citations), citations


def _meant_before(index: AnyIndex, subject: str, turns: Sequence[Turn], is_summary: bool) -> tuple[str, ...]:
    """Return the files that "it" or "the second one" means after an answer with quotes; none if it means no file.

    Only what is to be summed up is the document: "What does it say?" may go on with the question before.
    """
    cited = list(dict.fromkeys(passage.name for passage in turns[-1].cited)) if turns else []
    if _THAT.fullmatch(subject):
        return index.files_of(cited) if is_summary else ()
    if not (ordinal := _ORDINAL.fullmatch(subject)):
        return ()
    place = -1 if ordinal[1].lower() == "last" else ORDINALS[ordinal[1].lower()] - 1
    return index.files_of(cited[place:][:1])
