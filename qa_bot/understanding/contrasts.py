"""The previous question about something else: "and the slow train?" after one about the fast train."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa_bot.text.english import TITLE
from qa_bot.text.names import name_spans
from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import STOP_WORDS, fold, word_spans
from qa_bot.understanding.phrases import DETERMINERS, PREDETERMINERS, Phrase, is_plural, noun_phrases, time_of

MOST_READINGS = 3
_LEADING_PREPOSITION = re.compile(
    r"^(?P<preposition>about|against|at|before|after|between|by|during|for|from|in|into|of|on|since|to|until|under|with)\s+",
    re.I,
)
# What a fragment may have around its subject.
_AROUND = re.compile(r"^(?:only|just|rather)\s+|\s*,?\s+(?:i\s+meant?|instead|please)$", re.I)
# What is wanted: "how much is it to swim", "and to row?".
_AIM = re.compile(rf"\bto\s+(?!(?:{'|'.join(sorted(DETERMINERS))})\b)[a-zß-öø-ÿ]+")
_ONE = re.compile(r"\bones?$", re.I)
_WHICH_ONE = re.compile(r"\b(?:the|an?)\s+(?:[\w-]+\s+){1,2}ones?\b", re.I)
# "the second", "the other": words for which of several, without a noun.
_WHICH = frozenset("first second third fourth fifth sixth last next previous other latter former".split())
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_WHO = re.compile(r"^\W*who\b", re.I)
# Somebody by what he or she does or is to somebody: "the treasurer", "Ada Quill’s deputy".
_IS_SOMEBODY = re.compile(rf"^the\s+\w*(?:er|or|ist|ian)$|['’]s\s+\w+$|\b{TITLE}$", re.I)
# What somebody does, whom "for students" puts in the place of: "What does an adult pay?".
_PAYS = re.compile(r"(?:\s+have\s+to)?\s+(?:pay|get|need|receive|earn|owe|stay)\b", re.I)
_NUMBER_OF_VERB = {"is": "are", "was": "were", "does": "do", "has": "have"}


class Subject(NamedTuple):
    """What a follow-up asks about: its text without the preposition before it, and that preposition."""

    text: str
    preposition: str

    @property
    def words(self) -> tuple[str, ...]:
        """Return the folded words, without a determiner and "one"."""
        folded = tuple(fold(self.text[a:b]) for a, b in word_spans(self.text))
        kept = folded[1:] if folded and folded[0] in DETERMINERS else folded
        return kept[:-1] if len(kept) > 1 and kept[-1] in ("one", "ones") else kept

    @property
    def is_name(self) -> bool:
        """Tell whether it is a name and nothing else, but for "the"."""
        bare = re.sub(r"^the\s+", "", self.text, flags=re.I)
        spans = name_spans(bare)
        return bool(spans) and spans[0][0] == 0

    @property
    def lacks_noun(self) -> bool:
        """Tell whether it says which, and not of what: "the slow one", "the second"."""
        return bool(_ONE.search(self.text)) or (len(self.words) == 1 and self.words[0] in _WHICH)


def subject_of(text: str) -> Subject:
    """Return the subject that a follow-up names."""
    stripped = _AROUND.sub("", text.strip(" ?!.,;:"))
    preposition = _LEADING_PREPOSITION.match(stripped)
    return Subject(stripped[preposition.end() :], preposition["preposition"].lower()) if preposition else Subject(stripped, "")


def about_another(text: str, before: str) -> tuple[str, ...]:
    """Return the readings of a previous question about another subject, likeliest first; () if nothing in it can be replaced."""
    subject = subject_of(text)
    phrases = noun_phrases(before)
    if (aim := _AIM.match(f"{subject.preposition} {subject.text}")) and (asked := _AIM.search(before)):
        return (f"{before[: asked.start()]}{aim.string}{before[asked.end() :].rstrip('?!. ')}?",)
    found = [_replaced(before, phrase, new, subject) for phrase, new in _replacements(subject, phrases, before)]
    is_time = bool(subject.words and time_of(subject.words[-1]))
    if is_time and not subject.preposition and not found and not subject.lacks_noun:
        found.append(f"{before.rstrip('?!. ')} {_at(subject)} {subject.text}?")
    if subject.preposition and not (is_time and _stands_for_another(subject, phrases)):
        found.append(f"{before.rstrip('?!. ')} {subject.preposition} {subject.text}?")
    if subject.preposition == "for" and (doers := [p for p in phrases if not p.preposition and _PAYS.match(before, p.end)]):
        is_likeliest = _is_group(Subject(subject.text, ""))
        found.insert(0 if is_likeliest else len(found), _replaced(before, doers[0], subject.text, subject))
    if _is_group(subject) and not any(phrase.is_plural or phrase.preposition == "for" for phrase in phrases):
        found.append(f"{before.rstrip('?!. ')} for {subject.text}?")
    if _WHO.match(before) and not subject.preposition and not is_time and not _POSSESSIVE.search(subject.text):
        found.insert(0 if _IS_SOMEBODY.search(subject.text) else len(found), f"Who is {subject.text}?")
    return tuple(dict.fromkeys(found))[:MOST_READINGS]


def _at(subject: Subject) -> str:
    """Return the preposition of a time: "in 2023", "on Mondays", "at night"."""
    is_day = time_of(subject.words[-1]) == "day" or (subject.words[0].isdigit() and len(subject.words) > 1)
    return "on" if is_day else "in"


def with_its_noun(question: str, before: str) -> tuple[str, ...]:
    """Return a question with the previous one's noun for "one": "who bought the old mill?" for "who bought the old one?"."""
    found = _WHICH_ONE.search(question)
    phrases = [phrase for phrase in noun_phrases(before) if not phrase.is_time and not phrase.is_name]
    if not found or not phrases:
        return ()
    likeliest = min(phrases, key=lambda phrase: not phrase.determiner)
    new = _with_noun(Subject(found.group(), ""), likeliest, before)
    return (f"{question[: found.start()]}{new}{question[found.end() :]}",)


def _is_group(subject: Subject) -> bool:
    """Tell whether a subject is a bare plural, such as "children"."""
    is_bare = not subject.preposition and fold(subject.text.split()[0]) not in DETERMINERS
    return is_bare and bool(subject.words) and is_plural(subject.words[-1])


def own_words(text: str, before: str) -> frozenset[str]:
    """Return the stems by which a follow-up's subject differs from the previous question: "spring" of "the spring concert"."""
    subject = subject_of(text)
    telling = subject.words if subject.is_name or len(subject.words) < 2 else subject.words[:-1]
    own = frozenset(stem(word) for word in telling if word not in STOP_WORDS) - content_stems(before)
    return own or frozenset(map(stem, subject.words)) - content_stems(before) - {"other"}


def is_contrast(text: str, before: str) -> bool:
    """Tell whether a fragment alone names another one: "the slow train?" after the fast train, "the other one?", "on Sundays?"."""
    subject = subject_of(text)
    if subject.lacks_noun or (subject.preposition and subject.words):
        return True
    return bool(subject.words) and any(stem(subject.words[-1]) == phrase.head for phrase in noun_phrases(before))


def _replacements(subject: Subject, phrases: Sequence[Phrase], before: str) -> Iterator[tuple[Phrase, str]]:
    """Yield what a subject may replace, likeliest first, with the words that take its place."""
    if not subject.words:
        return
    if (time := time_of(subject.words[-1])) and not subject.lacks_noun:
        yield from ((phrase, subject.text) for phrase in phrases if phrase.time == time)
        return
    if any(fold(name) in fold(subject.text) for name in _names(phrases, before)):
        yield from ((p, subject.text) for p in phrases if p.is_name and fold(before[p.start : p.end]) in fold(subject.text))
    if subject.lacks_noun:
        likeliest = sorted(phrases, key=lambda phrase: phrase.preposition != subject.preposition)
        yield from (
            (phrase, _with_noun(subject, phrase, before)) for phrase in likeliest if not phrase.is_name or phrase.determiner
        )
        return
    if len(subject.text.split()) == 1 and not subject.preposition and not subject.is_name and not _is_group(subject):
        # "And half?" after full board is half board, unless something is called "half".
        yield from (
            (p, _with_noun(subject, p, before)) for p in phrases if len(p.nouns) > 1 and not p.is_name and not p.is_time
        )
    same_head = [p for p in phrases if p.head == stem(subject.words[-1]) and not p.is_time]
    for phrase in same_head or [phrase for phrase in _of_its_kind(subject, phrases, before) if not phrase.is_time]:
        yield phrase, subject.text


def _of_its_kind(subject: Subject, phrases: Sequence[Phrase], before: str) -> list[Phrase]:
    """Return the phrases that a subject may replace by its form: a name a name, a possessor a possessor, after a preposition the same."""
    if _POSSESSIVE.search(subject.text):
        return [phrase for phrase in phrases if _is_possessor(phrase, before)]
    if subject.preposition:
        same = [phrase for phrase in phrases if phrase.preposition == subject.preposition]
        return same or [phrase for phrase in phrases if subject.is_name and phrase.is_name]
    is_name = subject.is_name or _IS_SOMEBODY.search(subject.text) is not None
    alike = [phrase for phrase in phrases if phrase.is_name == is_name]
    found = alike or list(phrases)
    # "Children" take the place of those whom something is for.
    first = "for" if _is_group(subject) else ""
    return sorted(found, key=lambda phrase: (phrase.preposition != first, bool(phrase.preposition)))


def _stands_for_another(subject: Subject, phrases: Sequence[Phrase]) -> bool:
    if subject.words and (time := time_of(subject.words[-1])):
        return any(phrase.time == time for phrase in phrases)
    return any(phrase.preposition == subject.preposition for phrase in phrases if not phrase.is_time)


def _names(phrases: Sequence[Phrase], before: str) -> list[str]:
    return [before[phrase.start : phrase.end] for phrase in phrases if phrase.is_name]


def _with_noun(subject: Subject, phrase: Phrase, before: str) -> str:
    """Return a subject without a noun with the noun of a phrase: "the slow one" for "the fast train" is "the slow train"."""
    words = before[phrase.start : phrase.end].split()
    own = _ONE.sub("", subject.text).split()
    modifiers = words[bool(phrase.determiner) + (fold(words[0]) in PREDETERMINERS) : -1]
    kept = modifiers[:-1]
    if own and own[-1][:1].isupper() and modifiers and modifiers[0][:1].isupper():
        kept = []
        own += modifiers[1:]
        return " ".join((*own, words[-1]))
    determiner = own[:1] if own and fold(own[0]) in DETERMINERS else []
    return " ".join((*determiner, *kept, *own[len(determiner) :], words[-1]))


def _replaced(before: str, phrase: Phrase, new: str, subject: Subject) -> str:
    """Return a question with other words in a phrase's place, and the verb before it in their number.

    Another time brings its own preposition: "at night" for "during the day".
    """
    text = _POSSESSIVE.sub("", new) if _is_possessor(phrase, before) else new
    lead = _agreeing(before[: phrase.start], phrase, text)
    if phrase.is_time and phrase.preposition and subject.preposition:
        lead = f"{lead.rstrip().removesuffix(phrase.preposition)}{subject.preposition} "
    return f"{lead}{text}{before[phrase.end :]}"


def _agreeing(lead: str, phrase: Phrase, text: str) -> str:
    """Return what stands before a phrase with its verb in the number of the words that replace it."""
    verb = re.search(r"\b(is|are|was|were|does|do|has|have)\s+$", lead, re.I)
    if not verb or phrase.is_plural == is_plural(fold(text.split()[-1])):
        return lead
    plural = {v: k for k, v in _NUMBER_OF_VERB.items()} if not is_plural(fold(text.split()[-1])) else _NUMBER_OF_VERB
    other = plural.get(verb[1].lower(), verb[1])
    other = other.capitalize() if verb[1][0].isupper() else other
    return f"{lead[: verb.start(1)]}{other}{lead[verb.end(1) :]}"


def _is_possessor(phrase: Phrase, before: str) -> bool:
    return re.match(r"['’]s?\b", before[phrase.end :]) is not None
