"""What the pronouns of a follow-up stand for: "he", "it", "they", "there", "that day"."""

import re
from collections.abc import Sequence

from qa_bot.conversation import Turn
from qa_bot.text.english import AUXILIARY, MONTHS
from qa_bot.text.names import name_spans, names_a_role, names_in
from qa_bot.text.stems import content_stems
from qa_bot.understanding.persons import asks_for_somebody, persons_meant, told_in_role
from qa_bot.understanding.phrases import Phrase, noun_phrases
from qa_bot.understanding.said import said_first, said_to

MOST_READINGS = 3

_AUXILIARY = rf"(?:{AUXILIARY})"
_PERSONAL = re.compile(r"\b(?P<pronoun>he|him|his|she|her|hers)\b", re.I)
# "It rains" is nothing that was said before.
_WEATHER = r"(?:(?:is|was)\s+)?(?:rain|snow|freez|pour|thunder|hail)(?:e?s|ed|ing)?\b"
_THING = re.compile(rf"\b(?P<pronoun>it|its)\b(?!\W*$)(?!\s+{_WEATHER})|(?<!\bis )(?<!\bwas )\b(?P<last>it)\b(?=\W*$)", re.I)
_PLURAL = re.compile(r"\b(?P<pronoun>they|them|their|theirs|(?:these|those)(?=\W*$))\b", re.I)
_PLACE = re.compile(rf"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )\b(?P<pronoun>there)\b(?!\s+{_AUXILIARY}\b)", re.I)
_POINTING = re.compile(
    r"\b(?:is|was) it\b(?=\W*$)|"
    r"\b(?:(?:this|that|same)\s+(?:day|time|year|month|week|date|point|case|one|place|country|city|meeting|question|answer|topic)|"
    r"(?:about|of|for|is|was|did|does|do|like|than|after|before|from|with|by|to)\s+(?:this|that)\b|this\b(?=\W*$)|that\b(?=\W*$)|"
    r"(?:these|those)\s+\w+|afterwards?\b|beforehand\b|"
    r"(?<!no )(?<!any)(?<!every)(?<!some)\bones?\b(?=\W*$)|which ones?\b)",
    re.I,
)
_THAT_TIME = re.compile(
    r"\b(?:on\s+|in\s+|at\s+)?(?:that|the\s+same|this)\s+(?:very\s+)?(?:day|date|year|month|week|time|night|evening|afternoon|morning|weekend)\b|\b(?:back\s+)?then\b(?=\W*$)",
    re.I,
)
_MONTH = rf"(?:{'|'.join(month.capitalize() for month in MONTHS)})"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|{_MONTH}(?:\s+\d{{4}})?|(?:1\d|20)\d\d)\b"
)
_POSSESSIVE = frozenset({"his", "her", "hers", "its", "their", "theirs"})
_POSSESSED = re.compile(r"['’]s?$")
# "Which firm mended the roof?" is answered by what "it" or "they" stand for next.
_ASKS_WHICH = re.compile(rf"\W*(?:which|what)\s+(?!{_AUXILIARY}\b)[a-z]", re.I)
_LAST_IT = re.compile(r"(?:(?<=\bis)|(?<=\bwas)) (?:it|that|this)$", re.I)
_INDEFINITE = re.compile(r"\b(?:any|some)(?:thing|one|body|where)?\b", re.I)
_IN_PLACE = re.compile(r"\b(?:in|at|to|on)\s+(?:the\s+)?$", re.I)
_WHY = re.compile(r"\W*(?:why|how\s+come)\b", re.I)
# "What does a day card cost in May?", "How much is it to hire a hut?"
_PRICED = re.compile(
    r"\W*(?:how\s+much|what)\s+(?:(?:do|does|did|is|are)\s+it\s+(?:cost\s+)?to\s+(?P<doing>[^?]+?)|"
    r"(?:do|does|did)\s+(?!it\b)(?P<thing>[^?]+?)\s+cost(?:\s+(?:in|on|for|per|this)\b.*)?|"
    r"(?:(?<=much )(?:is|are))\s+(?!it\b)(?P<amount>[^?]+?))\W*$",
    re.I,
)
# What follows a noun phrase and belongs to it: "the rent of a full plot".
_BELONGS = re.compile(r"\s+(?:of|for|to|from)\s+$", re.I)
_OF = re.compile(r"\s+of\s+", re.I)


def with_antecedents(question: str, before: str, last: Turn, persons: Sequence[str] = ()) -> tuple[str, ...]:
    """Return a question with its first kind of pronoun replaced by what it may stand for, likeliest first; () if that is unknown.

    `persons` are names that "it" cannot stand for.
    """
    first_name = min((start for start, _ in name_spans(question)), default=len(question))
    for pattern, candidates in ((_PERSONAL, persons_meant), (_THING, _things), (_PLURAL, _groups), (_PLACE, _places)):
        found = pattern.search(question)
        if found and found.start() < first_name and not _is_told(question[: found.start()], pattern):
            barred = persons if pattern is _THING else ()
            priced = _price(before) if pattern is _THING and _WHY.match(question) else ()
            meant = [name for name in (*priced, *candidates(before, last)) if not any(person in name for person in barred)]
            meant = [name for name in meant if name not in question][:MOST_READINGS]
            readings = tuple(_replace_pronouns(question, pattern, name) for name in meant)
            return _with_doers(readings, before, last) if pattern is _THING else readings
    if (when := _THAT_TIME.search(question)) and (date := date_said(before, last)):
        preposition = "on" if date[:1].isdigit() and not date.isdigit() else "in"
        return (f"{question[: when.start()]}{preposition} {date}{question[when.end() :]}",)
    return ()


def _with_doers(readings: tuple[str, ...], before: str, last: Turn) -> tuple[str, ...]:
    """Return readings of an "it" whose "they" is replaced too, where somebody did what was asked about."""
    doers = _doers(before, last) if any(_PLURAL.search(reading) for reading in readings) else ()
    others = [reading for reading in readings if doers and doers[0] not in reading][:1]
    return tuple(dict.fromkeys((*(_replace_pronouns(text, _PLURAL, doers[0]) for text in others), *readings)))[:MOST_READINGS]


def points_back(question: str) -> bool:
    """Tell whether a question has a pronoun, or points in another way to what was said before."""
    first_name = min((start for start, _ in name_spans(question)), default=len(question))
    for pattern in (_PERSONAL, _THING, _PLURAL, _PLACE):
        found = pattern.search(question)
        if found and found.start() < first_name and not _is_told(question[: found.start()], pattern):
            return True
    return bool(_POINTING.search(question) or _THAT_TIME.search(question))


def has_pronoun(question: str) -> bool:
    """Tell whether a question has a pronoun that may stand for something said before."""
    return any(pattern.search(question) for pattern in (_PERSONAL, _THING, _PLURAL, _PLACE))


def has_person(question: str) -> bool:
    """Tell whether a question has a "he" or "she"."""
    return bool(_PERSONAL.search(question))


def may_be_several_persons(question: str, before: str) -> bool:
    """Tell whether a "he" or "she" may be any of several persons, because the previous question did not ask for one."""
    return bool(_PERSONAL.search(question)) and not asks_for_somebody(before)


def _is_told(before: str, pattern: re.Pattern[str]) -> bool:
    """Tell whether the words before a pronoun already say what it stands for: "the mayor ... her", or a whole clause."""
    return names_a_role(before) if pattern is _PERSONAL else bool(re.search(r"[,;]|\band\b", before))


def _replace_pronouns(question: str, pattern: re.Pattern[str], antecedent: str) -> str:
    def replaced(match: re.Match[str]) -> str:
        pronoun = match.group().lower()
        is_object = pronoun == "her" and not re.match(r"\s+[^\W\d_]", question[match.end() :])
        if pronoun not in _POSSESSIVE or is_object:
            return antecedent
        return antecedent if _POSSESSED.search(antecedent) else f"{antecedent}’s"

    # A second pronoun then stands for the name before it, as in "When did Ada Quill publish her book?".
    return pattern.sub(replaced, question, count=1)


def date_said(before: str, last: Turn) -> str | None:
    """Return the first date of the previous question or of its answer."""
    found = _DATE.search(f"{before} {said_to(before, last)}")
    return found.group() if found else None


def _things(before: str, last: Turn) -> tuple[str, ...]:
    """Return what "it" may be: what the question was about, then the names in it and in its answer."""
    phrases = [phrase for phrase in noun_phrases(before) if not phrase.is_time]
    wholes = [(phrase, _whole(phrase, phrases, before)) for phrase in phrases]
    texts = [(phrase, text) for phrase, text in wholes if not _is_in_another(phrase, phrases, before)]
    focus = [text for phrase, text in texts if _is_definite(phrase, before) and not names_a_role(text)][:1]
    if _INDEFINITE.search(before) and (told := _told_first(last)):
        focus = [told]
    named = (*focus, *names_in(before), *names_in(said_first(last)))
    bare = [f"the {text}" if _is_counted(phrase, before) else text for phrase, text in texts if not phrase.determiner]
    return tuple(dict.fromkeys((*named, *bare[:1]) if focus else (*bare[:1], *named)))


def of_thing(question: str, before: str, last: Turn) -> tuple[str, ...]:
    """Return the readings of "how big is it?" with what "it" may be in its place; () for a mere "when is it?"."""
    asked = question.rstrip("?!. ")
    if not (found := _LAST_IT.search(asked)) or not re.match(r"how\b", asked, re.I) or not content_stems(asked):
        return ()
    return tuple(f"{asked[: found.start()]} {thing}?" for thing in _things(before, last)[: MOST_READINGS - 1])


def in_topic(question: str, before: str) -> str | None:
    """Return a question with what the previous one was about: "is food included for a pony day?"; None if it has that already."""
    phrases = [phrase for phrase in noun_phrases(before) if not phrase.is_time]
    likely = [phrase for phrase in phrases if phrase.determiner in ("a", "an", "the") or (phrase.is_name and phrase.start)]
    subject = _whole(likely[0], phrases, before) if likely else ""
    if not content_stems(subject) - content_stems(question):
        return None
    asked = question.rstrip("?!. ")
    return f"{asked[: found.start()]} {subject}?" if (found := _LAST_IT.search(asked)) else f"{asked} for {subject}?"


def _price(before: str) -> tuple[str, ...]:
    """Return what "why did it go up?" is about after a question for a price: "the price of a day card"."""
    found = _PRICED.match(before)
    return (
        (f"the price {'to' if found['doing'] else 'of'} {found['doing'] or found['thing'] or found['amount']}",)
        if found
        else ()
    )


def _told_first(last: Turn) -> str:
    """Return what the answer begins with: "an audio guide" of "An audio guide can be hired at the desk"."""
    said = said_first(last)
    return next((f"the {' '.join(phrase.nouns)}" for phrase in noun_phrases(said)[:1] if phrase.determiner), "")


def _is_definite(phrase: Phrase, before: str) -> bool:
    """Tell whether a phrase says which one is meant: by its determiner, or by what belongs to it, "head of drawing"."""
    return bool(phrase.determiner) or (not phrase.is_plural and _OF.match(before, phrase.end) is not None)


def _is_in_another(phrase: Phrase, phrases: Sequence[Phrase], before: str) -> bool:
    """Tell whether a phrase only belongs to the one before it: "the year" of "gardener of the year", not of "members of the club"."""
    ends = [other.end for other in phrases if other.end < phrase.start and not other.is_plural]
    return any(_OF.fullmatch(before[end : phrase.start]) for end in ends)


def _whole(phrase: Phrase, phrases: Sequence[Phrase], before: str) -> str:
    """Return a noun phrase with what belongs to it: "the rent of a full plot"."""
    end = phrase.end
    for later in phrases:
        if later.start > end and _BELONGS.fullmatch(before[end : later.start]):
            end = later.end
    return before[phrase.start : end]


def _is_counted(phrase: Phrase, before: str) -> bool:
    """Tell whether a question asks which or how many of something there are."""
    return re.search(r"\b(?:which|what|many)\s+$", before[: phrase.start], re.I) is not None


def _groups(before: str, last: Turn) -> tuple[str, ...]:
    """Return who "they" may be: the names that the answer or the question lists together, else what "it" may be."""
    listed = [listed_together(text) for text in (said_first(last), before)]
    together = [f"{', '.join(names[:-1])} and {names[-1]}" for names in listed if len(names) > 1]
    return tuple(dict.fromkeys((*together, *_doers(before, last), *_things(before, last))))


def _doers(before: str, last: Turn) -> tuple[str, ...]:
    """Return whom the answer names to a question for somebody or for which firm."""
    named: tuple[str, ...] = ()
    if asks_for_somebody(before) or _ASKS_WHICH.match(before):
        asked = names_in(before)
        named = told_in_role(before, said_first(last), asked) or told_in_role(before, said_to(before, last), asked)
    return (*named, *persons_meant(before, last)[:1]) if asks_for_somebody(before) and last.answer else named


def _places(before: str, last: Turn) -> tuple[str, ...]:
    """Return where "there" may be, with its preposition: the last place that the question or its answer names."""
    text = f"{before} {said_first(last)}"
    places = (text[start:end] for start, end in name_spans(text) if _IN_PLACE.search(text[:start]))
    return tuple(dict.fromkeys(reversed([f"in {place}" for place in places])))


def listed_together(text: str) -> tuple[str, ...]:
    """Return the first names of a text that are in one list: "A, B and C"."""
    listed: list[str] = []
    spans = name_spans(text)
    for position, (start, end) in enumerate(spans):
        listed.append(text[start:end])
        between = text[end : spans[position + 1][0]] if position + 1 < len(spans) else ""
        if not re.fullmatch(r"\s*(?:,|and|&|,\s*and)\s*(?:[a-z]+\s+){0,3}", between):
            if len(listed) > 1:
                return tuple(listed)
            listed = []
    return tuple(listed) if len(listed) > 1 else ()
