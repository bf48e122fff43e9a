"""What the pronouns of a follow-up stand for: "he", "it", "they", "there", "that day"."""

import re
from collections.abc import Sequence

from qa_bot.conversation import Turn
from qa_bot.text.english import AUXILIARY, MONTHS
from qa_bot.text.names import name_spans, names_a_role, names_in, persons_in
from qa_bot.text.sentences import split_sentences
from qa_bot.text.stems import content_stems
from qa_bot.understanding.phrases import Phrase, noun_phrases

MOST_READINGS = 3

_AUXILIARY = rf"(?:{AUXILIARY})"
_MARKER = re.compile(r"\s*\[\d+\]")
_WHO = re.compile(r"\W*whom?\b", re.I)
# "Who is Ada Quill?" asks about somebody, not for somebody.
_WHO_IS = re.compile(r"\W*who(?:['’]s|\s+(?:is|was|are|were))\s+$", re.I)
_PERSONAL = re.compile(r"\b(?P<pronoun>he|him|his|she|her|hers)\b", re.I)
_THING = re.compile(r"\b(?P<pronoun>it|its)\b(?!\W*$)|(?<!\bis )(?<!\bwas )\b(?P<last>it)\b(?=\W*$)", re.I)
_PLURAL = re.compile(r"\b(?P<pronoun>they|them|their|theirs|(?:these|those)(?=\W*$))\b", re.I)
_PLACE = re.compile(rf"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )\b(?P<pronoun>there)\b(?!\s+{_AUXILIARY}\b)", re.I)
_POINTING = re.compile(
    r"\b(?:is|was) it\b(?=\W*$)|"
    r"\b(?:(?:this|that|same)\s+(?:day|time|year|month|week|date|point|case|one|place|country|city|meeting|question|answer|topic)|"
    r"(?:about|of|for|is|was|did|does|do|like|than|after|before|from|with|by|to)\s+(?:this|that)\b|this\b(?=\W*$)|that\b(?=\W*$)|"
    r"(?:these|those)\s+\w+|"
    r"(?<!no )(?<!any)(?<!every)(?<!some)\bones?\b(?=\W*$)|which ones?\b)",
    re.I,
)
_THAT_TIME = re.compile(
    r"\b(?:on\s+|in\s+|at\s+)?(?:that|the\s+same|this)\s+(?:very\s+)?(?:day|date|year|month|week|time)\b|\b(?:back\s+)?then\b(?=\W*$)",
    re.I,
)
_MONTH = rf"(?:{'|'.join(month.capitalize() for month in MONTHS)})"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|{_MONTH}(?:\s+\d{{4}})?|(?:1\d|20)\d\d)\b"
)
_POSSESSIVE = frozenset({"his", "her", "hers", "its", "their", "theirs"})
_POSSESSED = re.compile(r"['’]s?$")
_BEGINS_POSSESSIVE = re.compile(r"['’]s?\b")
_IN_PLACE = re.compile(r"\b(?:in|at|to|on)\s+(?:the\s+)?$", re.I)
# What follows a noun phrase and belongs to it: "the rent of a full plot".
_BELONGS = re.compile(r"\s+(?:of|for|to|from)\s+$", re.I)
# Somebody who is known by what he or she does, where no name is said: "paid to the treasurer".
_ROLE = re.compile(
    r"\b(?:the|our|a|an)\s+(?:[a-z]+\s+)?[a-z]*(?:er|or|ist|ian|man|woman|person|chair|secretary|guard|nurse|cook)\b"
)


def with_antecedents(question: str, before: str, last: Turn, persons: Sequence[str] = ()) -> tuple[str, ...]:
    """Return a question with its first kind of pronoun replaced by what it may stand for, likeliest first; () if that is unknown.

    `persons` are names that "it" cannot stand for.
    """
    first_name = min((start for start, _ in name_spans(question)), default=len(question))
    for pattern, candidates in ((_PERSONAL, _persons), (_THING, _things), (_PLURAL, _groups), (_PLACE, _places)):
        found = pattern.search(question)
        if found and found.start() < first_name and not _is_told(question[: found.start()], pattern):
            barred = persons if pattern is _THING else ()
            meant = [name for name in candidates(before, last) if not any(person in name for person in barred)]
            meant = [name for name in meant if name not in question][:MOST_READINGS]
            return tuple(_replace_pronouns(question, pattern, name) for name in meant)
    if (when := _THAT_TIME.search(question)) and (date := date_said(before, last)):
        preposition = "on" if date[:1].isdigit() and not date.isdigit() else "in"
        return (f"{question[: when.start()]}{preposition} {date}{question[when.end() :]}",)
    return ()


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


def may_be_several_persons(question: str, before: str) -> bool:
    """Tell whether a "he" or "she" may be any of several persons, because the previous question did not ask for one."""
    return bool(_PERSONAL.search(question)) and not _asks_for_somebody(before)


def _asks_for_somebody(question: str) -> bool:
    """Tell whether a person is the answer to a question: "Who led them?", but not "Who is Ada Quill?"."""
    return bool(_WHO.match(question)) and not _asks_about_somebody(question)


def _asks_about_somebody(question: str) -> bool:
    """Tell whether a question is about somebody it names: "Who is Ada Quill?", but not "Who was Ada Quill’s predecessor?"."""
    named = name_spans(question)[:1]
    return any(_WHO_IS.match(question[:start]) and not _BEGINS_POSSESSIVE.match(question, end) for start, end in named)


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


def person_meant(before: str, last: Turn) -> str:
    """Return whom "he" or "she" most likely means after a turn; "" if nobody is known."""
    return next(iter(_persons(before, last)), "")


def persons_told(asked: Sequence[tuple[str, Turn]]) -> tuple[str, ...]:
    """Return the persons that were the answers to questions for somebody."""
    return tuple(person_meant(question, turn) for question, turn in asked if _asks_for_somebody(question) and turn.answer)


def date_said(before: str, last: Turn) -> str | None:
    """Return the first date of the previous question or of its answer."""
    found = _DATE.search(f"{before} {_said_to(before, last)}")
    return found.group() if found else None


def _persons(before: str, last: Turn) -> tuple[str, ...]:
    """Return who "he" or "she" may be: the answer to a "who", else the persons of the question, then of the answer."""
    said = _said_to(before, last)
    asked = names_in(before)
    titled = persons_in(f"{before} {said}")
    # "Angela Merkel" in the question and "German Chancellor Angela Merkel" in the answer are one person.
    known = tuple(name for name in asked if any(name in person for person in titled))
    new = tuple(person for person in titled if not any(name in person for name in known))
    if _asks_about_somebody(before):
        return tuple(dict.fromkeys((*asked, *new)))
    if _asks_for_somebody(before):
        answer = new or _in_role(before, said, asked) or _role(said)
        # "Who supports Ada Quill?", "Norway.": he or she is more likely the person of the question.
        full = [name for name in asked if " " in name and not any(" " in one for one in answer)]
        return tuple(dict.fromkeys((*full, *answer, *known)))
    named = tuple(dict.fromkeys((*known, *new))) or _full_names_first((*asked, *names_in(said)))
    return named or _role(said)


def _full_names_first(names: Sequence[str]) -> tuple[str, ...]:
    """Return names, those of two words or more first: one word may be a place or a firm."""
    return tuple(sorted(dict.fromkeys(names), key=lambda name: " " not in name))


def _in_role(before: str, said: str, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the name that an answer gives to somebody: of several, the one beside the words of the question."""
    names = [name for name in names_in(said) if name not in asked]
    roles = [match for word in _roles_asked(before) for match in re.finditer(rf"\b{re.escape(word)}\b", said, re.I)]
    spans = [(a, b) for a, b in name_spans(said) if said[a:b] in names]
    if len(names) < 2 or not roles or not spans:
        return tuple(names[:1])
    role = roles[0]
    nearest = min(spans, key=lambda span: max(span[0] - role.end(), role.start() - span[1]))
    return (said[slice(*nearest)],)


def _roles_asked(before: str) -> tuple[str, ...]:
    return tuple(phrase.nouns[-1] for phrase in noun_phrases(before) if not phrase.is_name)


def _role(said: str) -> tuple[str, ...]:
    """Return who an answer without a name speaks of: "the treasurer"."""
    return tuple(f"the {match.group().split(maxsplit=1)[1]}" for match in _ROLE.finditer(said))[:1]


def _things(before: str, last: Turn) -> tuple[str, ...]:
    """Return what "it" may be: what the question was about, then the names in it and in its answer."""
    phrases = [phrase for phrase in noun_phrases(before) if not phrase.is_time]
    texts = [(phrase, _whole(phrase, phrases, before)) for phrase in phrases]
    focus = [text for phrase, text in texts if phrase.determiner and not names_a_role(text)][:1]
    named = (*focus, *names_in(before), *names_in(said_first(last)))
    bare = [f"the {text}" if _is_counted(phrase, before) else text for phrase, text in texts if not phrase.determiner]
    return tuple(dict.fromkeys(named if focus or not bare else (*bare[:1], *named)))


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
    answer = _persons(before, last)[:1] if _asks_for_somebody(before) and last.answer else ()
    return tuple(dict.fromkeys((*together, *answer, *_things(before, last))))


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


def said_first(turn: Turn) -> str:
    """Return the first sentence of a turn's answer, without citation markers."""
    text = without_markers(turn.answer or "")
    return next((text[start:end] for start, end in split_sentences(text)), "")


def _said_to(before: str, turn: Turn) -> str:
    """Return the sentence of a turn's answer that has the most words of the question, the first of equals."""
    text = without_markers(turn.answer or "")
    wanted = content_stems(before)
    sentences = [text[start:end] for start, end in split_sentences(text)]
    return max(sentences, key=lambda sentence: len(content_stems(sentence) & wanted), default="")


def without_markers(answer: str) -> str:
    """Return an answer without its citation markers."""
    return _MARKER.sub("", answer)
