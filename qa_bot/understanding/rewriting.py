"""Write a follow-up as a question that stands alone, from what was said before it."""

import re
from collections.abc import Sequence
from typing import Literal

from qa_bot.conversation import Turn
from qa_bot.frozen import Frozen
from qa_bot.text.english import AUXILIARY, ORDINALS, PREPOSITIONS, QUESTION_WORD
from qa_bot.text.names import name_spans, names_in
from qa_bot.text.question_form import answer_type
from qa_bot.text.sentences import split_sentences
from qa_bot.text.stems import content_stems
from qa_bot.understanding.antecedents import (
    has_pronoun,
    listed_together,
    may_be_several_persons,
    said_first,
    with_antecedents,
    without_markers,
)
from qa_bot.understanding.clarification import reading_chosen, readings_offered

Kind = Literal["standalone", "choice", "what_about", "question_word", "ordinal", "pronoun", "ellipsis"]

# A question with at most this many content words cannot stand alone; the second limit is for a question without a verb.
FEW_WORDS = 1
FEW_WORDS_OF_FRAGMENT = 3
# In "And X?", X is short; a longer text after "and" is a new question.
LONGEST_SUBJECT_WORDS = 6
LONGEST_ITEM_CHARS = 300
# A question with this many content words stands alone, even if it has pronouns.
MANY_WORDS = 9
# A question that grows over several turns is reused up to this length.
LONGEST_TOPIC_WORDS = 30

_QUESTION_WORD = rf"(?:{QUESTION_WORD})"
_AUXILIARY = rf"(?:{AUXILIARY})"
_PREPOSITION = rf"(?:{'|'.join((*PREPOSITIONS, 'by', 'until', 'of'))})"
_OPENING = re.compile(
    r"^\W*(?:and|but|so|or|also|then|well|ok|okay|oh|yes|no|thanks|thank you|by the way|btw)\b[\s,;:.!-]*", re.I
)
_ABOUT = re.compile(r"^(?:what|how) about\s+(?P<subject>[^?]+?)\s*[?.!]*$", re.I)
_AND = re.compile(r"^\W*(?:and|or|but)\s+(?P<subject>[^?]+?)\s*\?+$", re.I)
_IS_QUESTION = re.compile(rf"^(?:{_PREPOSITION}\s+)?{_QUESTION_WORD}\b|^{_AUXILIARY}\b", re.I)
_BARE = re.compile(rf"^(?:{_PREPOSITION}\s+)?{_QUESTION_WORD}(?:\s+(?!{_AUXILIARY}\b)[\w-]+){{0,2}}\W*$", re.I)
_LEADING = re.compile(
    rf"^(?:{_PREPOSITION}\s+)?{_QUESTION_WORD}\b(?P<what>(?:\s+(?!{_AUXILIARY}\b)[\w'’-]+){{0,5}}?)"
    rf"\s+(?P<rest>(?P<auxiliary>{_AUXILIARY})\b(?P<tail>.*))$",
    re.I,
)
# An auxiliary followed by its own subject: then the subject is not what was asked for.
_OWN_SUBJECT = re.compile(
    r"^\s*(?:the|a|an|this|that|these|those|his|her|its|their|he|she|it|they|we|you|i|there)\b|^\s*[A-ZÀ-ÖØ-Þ]"
)
_YES_NO = re.compile(rf"^{_AUXILIARY}\b", re.I)
_HAS_VERB = re.compile(rf"\b(?:{_AUXILIARY}|{_QUESTION_WORD}|tell|describe|explain|list|name|give|show)\b", re.I)
MOST_ITEMS = 6
_ORDINALS = {word: place - 1 for word, place in ORDINALS.items() if place <= MOST_ITEMS}
_ORDINALS |= {"former": 0, "last": -1, "latter": -1}
_ORDINAL = re.compile(
    rf"\bthe\s+(?P<which>{'|'.join(_ORDINALS)})"
    r"(?:\s+(?:one|point|item|of\s+(?:them|these|those))\b|(?=\s*\W*$)|(?<=former)\b|(?<=latter)\b)",
    re.I,
)
_NUMBERED_ITEM = re.compile(r"(?:^|\s)(\d)[.)]\s+(.+?)(?=\s\d[.)]\s|$)", re.S)


class Rewriting(Frozen):
    """How a question depends on the conversation, and its written-out readings, likeliest first; none if it stands alone.

    `are_rivals` says that the readings are equally likely: "he" after a question about two persons.
    """

    kind: Kind
    readings: tuple[str, ...] = ()
    are_rivals: bool = False


def rewrite(question: str, turns: Sequence[Turn]) -> Rewriting:
    """Return how a question is written out after the earlier turns, oldest first."""
    if not turns:
        return Rewriting(kind="standalone")
    last = turns[-1]
    if chosen := reading_chosen(question, last.readings or readings_offered(last.answer or "")):
        return Rewriting(kind="choice", readings=(chosen,))
    before = _standalone(turns)
    core = _OPENING.sub("", question) or question
    about = _ABOUT.match(core) or _AND.match(question)
    if about and len(about["subject"].split()) <= LONGEST_SUBJECT_WORDS and not _IS_QUESTION.match(about["subject"]):
        return Rewriting(kind="what_about", readings=_about_another(about["subject"], before, last))
    if (ordinal := _ORDINAL.search(core)) and (item := _item(last, _ORDINALS[ordinal["which"].lower()])):
        return Rewriting(kind="ordinal", readings=(_put(core, ordinal.span(), item),))
    if _BARE.match(core) and len(content_stems(core)) <= FEW_WORDS and not has_pronoun(core):
        return Rewriting(kind="question_word", readings=(_asking(core, before, last),))
    if len(content_stems(core)) >= MANY_WORDS:
        return Rewriting(kind="standalone")
    if readings := with_antecedents(core, before, last):
        rivals = len(readings) > 1 and may_be_several_persons(core, before)
        return Rewriting(kind="pronoun", readings=readings, are_rivals=rivals)
    if _is_fragment(core):
        return Rewriting(kind="ellipsis", readings=(f"{before} {core}",))
    return Rewriting(kind="standalone")


def _standalone(turns: Sequence[Turn]) -> str:
    """Return the newest question of the turns in its standalone form; for a fragment, the question it belongs to."""
    last = turns[-1]
    rewriting = rewrite(last.question, turns[:-1])
    if rewriting.kind == "ellipsis":
        return _standalone(turns[:-1])
    standalone = last.standalone_question or next(iter(rewriting.readings), last.question)
    return standalone if len(standalone.split()) <= LONGEST_TOPIC_WORDS else last.question


def _is_fragment(question: str) -> bool:
    words = len(content_stems(question))
    return words <= FEW_WORDS or (words <= FEW_WORDS_OF_FRAGMENT and not _HAS_VERB.search(question))


def _about_another(subject: str, before: str, last: Turn) -> tuple[str, ...]:
    """Return the previous question with another subject: "Whom does Russia back?", then "and Turkey?"."""
    subject = next(iter(with_antecedents(subject, before, last)), subject)
    own_names = names_in(subject)
    if re.search(r"\bones?\b", subject) and own_names:
        subject = own_names[0]
    replaceable = sorted(names_in(before), key=lambda name: name not in subject)
    if not replaceable:
        return (f"{before.rstrip('?!. ')}: {subject}?",)
    article = r"(?:\bthe\s+)?" if subject.lower().startswith("the ") else ""
    said_again = rf"(?:\s+{re.escape(subject.split()[-1])}\b)?"
    return (re.sub(article + re.escape(replaceable[0]) + said_again, lambda _: subject, before, count=1, flags=re.I),)


def _asking(question_word: str, before: str, last: Turn) -> str:
    """Return the previous question with other question words: "When was it launched?", then "by whom?"."""
    asked = question_word.rstrip("?!. ")
    stem = before.rstrip("?!. ")
    if content_stems(asked) and answer_type(asked) != answer_type(before):
        return f"{before} {_capital(asked)}?"
    if _YES_NO.match(stem):
        return f"{_capital(asked)} {stem[0].lower()}{stem[1:]}?"
    if leading := _LEADING.match(stem):
        return _with_subject(asked, leading)
    said = said_first(last)
    return f"{_capital(asked)}: {said}" if said else f"{before} {_capital(asked)}?"


def _with_subject(asked: str, leading: re.Match[str]) -> str:
    """Return a new question about what the previous one asked for: "Which airport was closed?", then "when?"."""
    subject = leading["what"].strip()
    is_do = leading["auxiliary"].lower() in ("do", "does", "did")
    if not subject or is_do or _OWN_SUBJECT.search(leading["tail"]):
        return f"{_capital(asked)} {leading['rest']}?"
    counted = re.match(r"(?:many|much)\s+", subject, re.I)
    subject = subject[counted.end() :] if counted else f"the {subject}"
    return f"{_capital(asked)} {leading['auxiliary']} {subject}{leading['tail']}?"


def _item(last: Turn, position: int) -> str | None:
    """Return the item that an ordinal refers to: of a numbered list, of names listed together, or of the answer's sentences."""
    said = without_markers(last.answer or "")
    numbered = tuple(match.group(2).strip() for match in _NUMBERED_ITEM.finditer(said))
    sentences = tuple(said[start:end] for start, end in split_sentences(said))
    for items in (numbered, listed_together(said), listed_together(last.question), sentences):
        if len(items) > 1 and position < len(items):
            return items[position].rstrip(" .;")[:LONGEST_ITEM_CHARS]
    return None


def _put(question: str, span: tuple[int, int], item: str) -> str:
    if name_spans(item)[:1] == ((0, len(item)),):
        return f"{question[: span[0]]}{item}{question[span[1] :]}"
    return f"{question.rstrip('?!. ')}: {item}?"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
