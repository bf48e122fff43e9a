"""Who or what comes before, after, or besides what was said: "and before her?", "who else?", "and after that?"."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from qa_bot.conversation import Turn
from qa_bot.text.english import AUXILIARY, QUESTION_WORD
from qa_bot.understanding.demands import Demand
from qa_bot.understanding.phrases import noun_phrases
from qa_bot.understanding.said import all_said

Step = Literal["before", "after", "else"]

_PERSON = r"(?:him|her|them)"
_THING = r"(?:(?:that|this)\s+one|it|that|this|then)"
_STEP = re.compile(
    rf"^(?:(?:and|but|so)\s+)*(?P<one>the\s+(?:next\s+)?one\s+)?(?:(?P<who>who(?:\s+else)?|what)\s+(?:(?:was|is|were|came|comes|did|happened|happens|had|held|has)\s+)?"
    rf"(?:(?:it|that|this|there|the one)\s+)?)?(?:directly\s+|just\s+|right\s+)?(?P<step>before|after)"
    rf"(?:\s+(?:(?P<person>{_PERSON})|(?P<thing>{_THING})))?\W*$",
    re.I,
)
# "Whose place did he take?", "who did she take over from?" ask for somebody before him or her.
_REPLACES = re.compile(
    r"^(?:(?:whose\s+(?:job|office|place|position|post|role|seat|work)\s+(?:did|has)\s+(?:he|she|they)\s+(?:take|taken|fill|filled|inherit\w*))|"
    r"(?:(?:from\s+)?whom?\s+(?:did|has)\s+(?:he|she|they)\s+(?:replace|replaced|succeed|succeeded|follow|followed|take\s+over|taken\s+over)))"
    r"(?:\s+(?:over|from))?\W*$",
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
_WHO = re.compile(rf"^who\s+(?!{AUXILIARY}\b)(?P<verb>[a-z]+(?:ch|sh|ss|x)(?=es\s)|[a-z]+(?=s\s))e?s\s+(?P<rest>.+)$", re.I)
# "Who won it the year before?" wants somebody else.
_AT_OTHER_TIME = re.compile(
    r"\W*whom?\b.*\b(?:the\s+(?:year|season|month|week|time)\s+(?:before|after)(?:\s+(?:that|this))?|"
    r"(?:last|next)\s+(?:year|season|month|week|time)|earlier|previously)\W*$",
    re.I,
)
_FOR_MORE = re.compile(r"\belse\b", re.I)
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
    if _REPLACES.match(question):
        return Sequence("before", True, "replaced")
    return Sequence("after", False) if _NEXT.match(question) else None


def demanding_others(demand: Demand, question: str, turns: Iterable[Turn]) -> Demand:
    """Return a demand that also rules out what was told, if a question asks for something else or for who it was at another time."""
    is_for_somebody = _AT_OTHER_TIME.match(question) is not None
    if not is_for_somebody and not _FOR_MORE.search(question):
        return demand
    return demand.model_copy(update={"is_new": True, "has_new_name": is_for_somebody, "said": all_said(turns)})


def in_sequence(wanted: Sequence, before: str, person: str, *typed: str) -> tuple[str, ...]:
    """Return the readings of a question for who came before or after a person; `typed` are those of the question as typed."""
    stem = _ADDED.sub("", before.rstrip("?!. "))
    role = _WHO_IS.match(stem)
    found = [f"Who was {_NEWEST.sub('', role['role'])} {wanted.step} {person}?"] if role else []
    if wanted.step == "after":
        return (*found, f"Who came after {person}?")
    if not role and (does := _WHO.match(stem)):
        found.append(f"Who used to {does['verb']} {does['rest']} before {person}?")
    if wanted.word == "replaced":
        return tuple(dict.fromkeys((f"Whom did {person} replace?", *found, *typed)))
    return (*found, f"Who was {person}’s predecessor?")


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
