"""What a piece must have to answer a follow-up: the other thing's words, another name, an answer of the kind that was asked for."""

import re
from collections.abc import Mapping, Sequence

from qa_bot.conversation import Turn
from qa_bot.evidence.pieces import Evidence, sentences_of
from qa_bot.frozen import Frozen
from qa_bot.retrieval.duplicates import shingles
from qa_bot.text.names import name_spans
from qa_bot.text.question_form import AnswerType, answer_type, holds_answer_of_type
from qa_bot.text.sentences import split_sentences
from qa_bot.text.stems import content_stems
from qa_bot.text.terms import fold, word_spans
from qa_bot.understanding.said import without_markers
from qa_bot.understanding.times import times_told

# A piece was said before if an earlier answer has at least this share of its four-word runs.
SAID_BEFORE = 0.7
# By so many words an earlier answer is found again in its document.
FIRST_WORDS = 6
# A piece speaks of something if it has at least this share of its words.
LEAST_SHARED = 0.5
_PRONOUN = re.compile(r"\b(?:he|she|him|her|hers|his|it|its|they|their|them|there|this|that)\b", re.I)
_OF_PERSON = re.compile(r"\b(?:he|she|his|her|him|whose)\b", re.I)
_OF_THING = re.compile(r"\W*its?\b", re.I)
_BECAUSE = re.compile(
    r"\b(?:because|since|(?<!is )(?<!was )(?<!were )due to|owing to|thanks to|as a result|reasons?|so that|in order to|caus\w+|led to|"
    r"therefore)\b",
    re.I,
)
_OF_NUMBER = re.compile(r"\b(?:cost|costs|pay|price|fee|(?:phone|telephone|['’]s) number)\W*$", re.I)
# How a text tells what is asked for, besides by figures and capitals.
_OF_KIND: Mapping[AnswerType, re.Pattern[str]] = {
    "number": re.compile(r"\b(?:free|nothing|half|double|twice|same|included|no charge)\b", re.I),
    "place": re.compile(
        r"\b(?:in|at|to|on|from|behind|near|beside|under|above|outside|inside|opposite|into)\s+(?:the|an?|our|their|its)\s+[a-z]",
        re.I,
    ),
    "person": re.compile(r"\b(?:the|our|an?)\s+[a-z]*(?:er|or|ist|ian|man|woman|chair|secretary)\b", re.I),
}
# Plurals that the stemmer does not bring to the stem of their singular.
_SINGULAR = {"children": "child", "men": "man", "women": "woman", "peopl": "person"}
_WHY = re.compile(r"\W*(?:why|for what reason|how come)\b", re.I)
_STEPS = {
    "before": re.compile(
        r"\b(?:before|place of|stepp\w+ in|predecessors?|preceded|previous(?:ly)?|former(?:ly)?|follow(?:s|ed)|succeed(?:s|ed)|replac(?:e[sd]|ing)|took over|until|from|step\w* down|retired|left|earlier)\b",
        re.I,
    ),
    "after": re.compile(
        r"\b(?:after|successors?|succeed(?:s|ed)|follow(?:s|ed)|replac(?:e[sd]|ing)|took over|became|becomes|since|next|new|then|later|from|elected|today|now)\b",
        re.I,
    ),
}


class Demand(Frozen):
    """What answers a follow-up, besides being about it.

    `words`: stems of which a piece must have at least half; without them a sentence of an earlier answer would do as well.
    `is_new`: what was said already is no answer. `follows`: what stands right after it is the likeliest. `kind`: what the question
    word asks for; `is_near`: about the same thing as the last answer; `step`, `person`: before or after whom; `has_new_name`:
    somebody whom `said` does not name. Where only `person` is given, a pronoun must stand for that person, and for no thing if the
    person is a `he_or_she`.
    """

    words: frozenset[str] = frozenset()
    is_new: bool = False
    follows: bool = False
    kind: AnswerType = "other"
    is_near: bool = False
    step: str = ""
    person: str = ""
    he_or_she: bool = False
    has_new_name: bool = False
    said: tuple[str, ...] = ()

    @property
    def person_step(self) -> bool:
        """Tell whether somebody before or after a person is wanted."""
        return bool(self.person and self.step)

    @property
    def is_of_person(self) -> bool:
        """Tell whether something of a person is wanted."""
        return bool(self.person and not self.step)


NOTHING = Demand()


def meets(demand: Demand, evidence: Evidence, question: str, last: Turn) -> bool:
    """Tell whether a piece has what a question demands after the last turn."""
    if demand.words and not _speaks_of(demand.words, evidence):
        return False
    if demand.has_new_name and not _names_another(demand.said, evidence.text):
        return False
    if demand.step in _STEPS:
        return bool(_STEPS[demand.step].search(evidence.text)) and _is_around(demand.person, evidence)
    if demand.person and _is_of_another(demand, evidence):
        return False
    if demand.kind != "other" and not answers_kind(demand.kind, evidence.text, question):
        return False
    if demand.step == "else":
        return _speaks_of(content_stems(question), evidence) or follows(evidence, last)
    return not demand.is_near or is_near(evidence, question, last)


def kind_asked(question: str) -> AnswerType:
    """Return the kind of answer that a question asks for; the costs and the telephone number of something are numbers."""
    found = answer_type(question)
    return "number" if found == "other" and _OF_NUMBER.search(question) else found


def answers_kind(kind: AnswerType, text: str, question: str) -> bool:
    """Tell whether a text has what is asked for: a time for "when", a place for "where", a reason for an added "and why"."""
    if kind == "reason":
        return _WHY.match(question) is not None or holds_answer_of_type(kind, text, question)
    if kind == "time":
        return bool(times_told(text, question))
    own = _OF_KIND.get(kind)
    return bool(own and own.search(text)) or holds_answer_of_type(kind, text, question)


def holds_reason(text: str) -> bool:
    """Tell whether a text says that something is a reason."""
    return _BECAUSE.search(text) is not None


def was_said(evidence: Evidence, turns: Sequence[Turn]) -> bool:
    """Tell whether an earlier answer said a piece."""
    own = shingles(evidence.text)
    return any(len(own & shingles(turn.answer)) >= SAID_BEFORE * len(own) for turn in turns if turn.answer)


def is_near(evidence: Evidence, question: str, last: Turn) -> bool:
    """Tell whether a piece is about what the last answer was about: it shares the question's words, or stands in its paragraph."""
    return _speaks_of(content_stems(question), evidence) or _is_in_paragraph(evidence, last)


def follows(evidence: Evidence, last: Turn) -> bool:
    """Tell whether a piece stands right after one that the last answer said."""
    before = None
    for _, (start, end) in sentences_of(evidence.passage):
        if start >= evidence.start:
            break
        before = (start, end)
    if before is None:
        return False
    if any(c.start < before[1] and before[0] < c.end for c in last.cited if c.name in evidence.passage.names):
        return True
    own = content_stems(evidence.passage.slice(*before))
    return len(own & content_stems(without_markers(last.answer or ""))) >= SAID_BEFORE * len(own) > 0


def _is_in_paragraph(evidence: Evidence, last: Turn) -> bool:
    """Tell whether no empty line stands between a piece and what the last answer quoted of its document."""
    passage = evidence.passage
    places = [(cited.start, cited.end) for cited in last.cited if cited.source in passage.names]
    said = " ".join(without_markers(last.answer or "").split()[:FIRST_WORDS])
    if not places and said and (found := passage.text.find(said)) >= 0:
        places.append((passage.start + found, passage.start + found + len(said)))
    between = [passage.slice(max(passage.start, min(end, evidence.end)), max(start, evidence.start)) for start, end in places]
    return any("\n\n" not in text for text in between)


def _speaks_of(wanted: frozenset[str], evidence: Evidence) -> bool:
    """Tell whether a piece has at least half of some words."""
    return len(_singular(wanted) & _singular(_told_by(evidence))) >= LEAST_SHARED * len(wanted)


def _singular(stems: frozenset[str]) -> frozenset[str]:
    """Return stems with one for "child" and "children"."""
    return frozenset(_SINGULAR.get(stem, stem) for stem in stems)


def _told_by(evidence: Evidence) -> frozenset[str]:
    """Return the stems of a piece, of its title and places, and of the sentence before it if it has a pronoun."""
    places = " ".join((evidence.passage.title or "", *(place.text for place in evidence.places)))
    before = evidence.before if _PRONOUN.search(evidence.text) else ""
    return content_stems(f"{places} {before} {evidence.text}")


def _names_another(said: Sequence[str], text: str) -> bool:
    known = {fold(told[a:b]) for told in said for a, b in word_spans(told)}
    return any(not {fold(word) for word in text[a:b].split()} & known for a, b in name_spans(text))


def _is_around(person: str, evidence: Evidence) -> bool:
    """Tell whether a piece or the sentence before or after it names a person, or has a pronoun for that person."""
    if not person:
        return True
    near = f"{evidence.before} {evidence.text} {_sentence_after(evidence)}"
    return _surname(person) in {fold(near[a:b]) for a, b in word_spans(near)} or _pronoun_stands_for(evidence, person) is True


def _sentence_after(evidence: Evidence) -> str:
    """Return the sentence that stands after a piece in its paragraph; "" if there is none."""
    rest = evidence.passage.text[evidence.end - evidence.passage.start :].partition("\n\n")[0]
    return next((rest[start:end] for start, end in split_sentences(rest)), "")


def _is_of_another(demand: Demand, evidence: Evidence) -> bool:
    """Tell whether a piece does not name a person and has a pronoun for another one, or says something of an "it" instead."""
    named = {fold(evidence.text[a:b]) for a, b in word_spans(evidence.text)}
    stands_for = _pronoun_stands_for(evidence, demand.person)
    is_of_thing = demand.he_or_she and stands_for is None and _OF_THING.match(evidence.text) is not None
    return _surname(demand.person) not in named and (stands_for is False or is_of_thing)


def _pronoun_stands_for(evidence: Evidence, person: str) -> bool | None:
    """Tell whether the first pronoun of a piece stands for a person: the last one named in full before it; None if unknown."""
    pronoun = _OF_PERSON.search(evidence.text)
    if not pronoun:
        return None
    before = evidence.passage.text[: evidence.start - evidence.passage.start + pronoun.start()]
    full = [before[a:b] for a, b in name_spans(before) if " " in before[a:b]]
    return _surname(person) in {fold(word) for word in full[-1].split()} if full else None


def _surname(person: str) -> str:
    return fold(person.split()[-1])
