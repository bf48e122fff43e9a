"""Who or what comes before, after, or besides what was said: "and before her?", "who else?", "and after that?"."""

import re
from typing import Literal, NamedTuple

from qa_bot.text.english import AUXILIARY, QUESTION_WORD
from qa_bot.understanding.phrases import noun_phrases

Step = Literal["before", "after", "else"]

_PERSON = r"(?:him|her|them)"
_THING = r"(?:(?:that|this)\s+one|it|that|this|then)"
_STEP = re.compile(
    rf"^(?:(?:and|but|so)\s+)*(?P<one>the\s+(?:next\s+)?one\s+)?(?:(?P<who>who(?:\s+else)?|what)\s+(?:(?:was|is|were|came|comes|did|happened|happens|had|held|has)\s+)?"
    rf"(?:(?:it|that|this|there|the one)\s+)?)?(?:directly\s+|just\s+|right\s+)?(?P<step>before|after)"
    rf"(?:\s+(?:(?P<person>{_PERSON})|(?P<thing>{_THING})))?\W*$",
    re.I,
)
_ELSE = re.compile(
    rf"^(?:(?:and|but|so)\s+)*(?P<word>{QUESTION_WORD}|any(?:one|body|thing)|some(?:one|thing))\s+else\W*$", re.I
)
_ANY = {"anyone": "who", "anybody": "who", "someone": "who", "anything": "what", "something": "what"}
_NEXT = re.compile(
    r"^(?:(?:and|so|but)\s+)*(?:what(?:['’]s|\s+(?:is|was|comes?|came|happens|happened|follows|followed))?\s+)?"
    r"(?:then|next|afterwards?|later)\s*[?.!]*$",
    re.I,
)
_WHO_IS = re.compile(r"^who(?:['’]s|\s+(?:is|was|will\s+be|became|has\s+been))\s+(?P<role>(?:the|a|an|\w+['’]s?)\s.+)$", re.I)
_WHO = re.compile(rf"^who\s+(?!{AUXILIARY}\b)(?P<verb>[a-z]+)s\s+(?P<rest>.+)$", re.I)
_FIRST = re.compile(r"\bfirst\b", re.I)
_NEWEST = re.compile(r"\b(?:new|next|current|present)\s+|\s+(?:now|today|currently|at the moment)$", re.I)
# What an earlier step of the same kind has added.
_ADDED = re.compile(r"\s+(?:before|after)\s+[^,]+$|\s+afterwards$|\s+earlier$", re.I)
_TO = re.compile(r"^what happened to (?P<subject>.+?)(?: (?:afterwards|earlier|(?:before|after) .+))?$", re.I)


class Sequence(NamedTuple):
    """What a follow-up wants: the step from what was said, and whether from a person."""

    step: Step
    is_person: bool
    word: str = ""


def step_of(question: str) -> Sequence | None:
    """Return what step a follow-up asks for; None if it asks for none."""
    if found := _STEP.match(question):
        who = (found["who"] or "").lower()
        step: Step = "before" if found["step"].lower() == "before" else "after"
        return Sequence(step, bool(found["person"]) or who.startswith("who"), "one" if found["one"] else "")
    if found := _ELSE.match(question):
        word = found["word"].lower()
        return Sequence("else", False, _ANY.get(word, word))
    return Sequence("after", False) if _NEXT.match(question) else None


def in_sequence(step: Step, before: str, person: str) -> tuple[str, ...]:
    """Return the readings of a question for who came before or after a person."""
    stem = _ADDED.sub("", before.rstrip("?!. "))
    role = _WHO_IS.match(stem)
    found = [f"Who was {_NEWEST.sub('', role['role'])} {step} {person}?"] if role else []
    if step == "before":
        if not role and (does := _WHO.match(stem)):
            found.append(f"Who used to {does['verb']} {does['rest']} before {person}?")
        found.append(f"Who was {person}’s predecessor?")
    else:
        found.append(f"Who came after {person}?")
    return tuple(found)


def around(step: Step, before: str, date: str | None) -> str | None:
    """Return the question for what happened before or after what was asked about; None if the question names nothing."""
    stem = before.rstrip("?!. ")
    told = _TO.match(stem)
    phrases = noun_phrases(before)
    if not told and not phrases:
        return None
    subject = told["subject"] if told else before[phrases[0].start : phrases[0].end]
    if re.match(r"I\b", subject):
        return None
    when = f"{step} {date}" if date else {"before": "earlier"}.get(step, "afterwards")
    return f"What happened to {subject} {when}?"


def going_on(before: str) -> str:
    """Return a question for what comes next of the same kind: "What do I do next?" after "What do I do first?"."""
    return _FIRST.sub("next", before)


def besides(word: str, before: str) -> str:
    """Return a question for others than those that were told: "Who else judges the entries?"."""
    stem = before.rstrip("?!. ")
    opening = re.match(rf"(?P<word>{QUESTION_WORD})(?P<else>\s+else)?\b", stem, re.I)
    if opening and opening["word"].lower() in (word, "which"):
        return f"{word.capitalize()} else{stem[opening.end() :]}?"
    return f"{stem}, and {word} else?"
