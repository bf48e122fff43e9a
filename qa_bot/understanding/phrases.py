"""The noun phrases of a short question: what it is about, and what another question may put in their place."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from qa_bot.text.english import AUXILIARY, BE, IRREGULAR_PARTICIPLES, MONTHS, PREPOSITIONS, QUESTION_WORD, WEEKDAYS
from qa_bot.text.names import name_spans
from qa_bot.text.stems import stem
from qa_bot.text.terms import STOP_WORDS, fold, is_shortened, word_spans

DETERMINERS = frozenset("a an the this that these those my your his her its our their some any each every no all both".split())
# What may stand before a determiner and belongs to it: "half a day".
PREDETERMINERS = frozenset("half double twice".split())
# After these comes a subject and then, somewhere, a verb.
HELPERS = frozenset("do does did has have had can could will would shall should may might must".split())
# Verbs that a question about a measure ends in, after whatever belongs to its subject: "does a ticket for guests cost".
_LAST_VERBS = frozenset("cost weigh measure".split())
# Verbs that are written before their subject, and that a phrase never holds.
_AUXILIARIES = frozenset(AUXILIARY.split("|"))
_PREPOSITIONS = frozenset((*PREPOSITIONS, *"of by per into between during before after until onto through over under".split()))
_QUESTION_WORDS = frozenset(QUESTION_WORD.split("|"))
# "How many", "what", "which" take a noun: what follows is a phrase.
_TAKES_NOUN = frozenset("what which whose many much".split())
_DAYS = frozenset((*WEEKDAYS, *(f"{day}s" for day in WEEKDAYS), *"weekday weekdays weekend weekends".split()))
_SEASONS = frozenset("spring summer autumn winter".split())
_PARTS_OF_DAY = frozenset("day days night nights morning mornings afternoon afternoons evening evenings noon midnight".split())
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
# The sorts of time: one takes the place of another of its sort only, "in winter" not that of "on Sundays".
Time = Literal["", "date", "day", "part"]


class Phrase(NamedTuple):
    """A noun phrase at question[start:end], its determiner included; `nouns` are its other words, folded.

    `preposition` is the word that it follows, if that is one.
    """

    start: int
    end: int
    determiner: str
    nouns: tuple[str, ...]
    preposition: str
    is_name: bool

    @property
    def head(self) -> str:
        """Return the stem of the last word, which says what the phrase is."""
        return stem(self.nouns[-1])

    @property
    def is_plural(self) -> bool:
        """Tell whether the phrase is of several."""
        return is_plural(self.nouns[-1])

    @property
    def is_time(self) -> bool:
        """Tell whether the phrase is a year, a date, a season, a weekday or a part of a day."""
        return bool(self.time)

    @property
    def time(self) -> Time:
        """Return which sort of time the phrase is: of its last word, or of a date; a "spring concert" is none."""
        dated = (time_of(word) for word in self.nouns[:-1] if word not in _SEASONS | _PARTS_OF_DAY)
        own = time_of(self.nouns[-1])
        # "A clay day" is something that takes place.
        is_thing = own == "part" and self.determiner in ("a", "an") and len(self.nouns) > 1
        return "" if is_thing else own or next(filter(None, dated), "")


class _Word(NamedTuple):
    start: int
    end: int
    folded: str
    is_name: bool


def noun_phrases(question: str) -> tuple[Phrase, ...]:
    """Return the noun phrases of a question in order, as far as they can be told without a grammar.

    A verb is taken for one by its place: the last word of the subject after "does", a participle after "was", the word after "who".
    """
    words = _words(question)
    found = []
    for first, last in _runs(question, words):
        has_determiner = words[first].folded in DETERMINERS
        begun = first - _is_predetermined(words, first)
        before = words[begun - 1] if begun else None
        nouns = words[first + has_determiner : last]
        if not has_determiner:
            nouns = _without_first_verb(nouns, before)
            nouns = _without_verb_of_which(nouns, before, words[last] if last < len(words) else None)
        if not (last == len(words) and words[-1].folded.endswith("ing") and _asks_for_time_or_place(words, first)):
            nouns = _without_last_verb(nouns, _opener(words, first, last), has_determiner)
        if nouns:
            start = words[begun].start if has_determiner else nouns[0].start
            preposition = before.folded if before and before.folded in _PREPOSITIONS else ""
            determiner = words[first].folded if has_determiner else ""
            folded = tuple(word.folded for word in nouns)
            found.append(Phrase(start, _end(question, nouns[-1]), determiner, folded, preposition, nouns[0].is_name))
    return tuple(found)


def time_of(word: str) -> Time:
    """Return which sort of time a folded word is: a year, a month or a season; a weekday; a part of a day; "" if it is none."""
    if word in _PARTS_OF_DAY:
        return "part"
    if word in _DAYS:
        return "day"
    return "date" if word in MONTHS or word in _SEASONS or re.fullmatch(r"(?:1\d|20)\d\d", word) else ""


def is_plural(word: str) -> bool:
    """Tell whether a folded word is of several: "members", "children"."""
    return word in ("children", "people", "men", "women") or _ends_in_s(word)


def _words(question: str) -> list[_Word]:
    names = name_spans(question)
    return [
        _Word(start, end, fold(question[start:end]), any(a <= start < b for a, b in names))
        for start, end in word_spans(question)
    ]


def _runs(question: str, words: list[_Word]) -> Iterator[tuple[int, int]]:
    """Yield the (first, last) places of words that may be one phrase: a determiner first, then no word of grammar."""
    first = None
    for place, word in enumerate(words):
        is_determiner = word.folded in DETERMINERS
        joins = first is not None and not re.search(r"[,;:?!]", question[words[place - 1].end : word.start])
        is_grammar = word.folded in STOP_WORDS or word.folded in _AUXILIARIES
        is_noun = word.is_name or not is_grammar or _is_month(words, place)
        is_noun = is_noun and word.folded not in _PREPOSITIONS and word.folded not in _QUESTION_WORDS
        is_noun = is_noun and not is_shortened(question[word.start : word.end]) and not _is_predetermined(words, place + 1)
        if first is not None and (is_determiner or not is_noun or not joins or _begins_name(words, first, place, question)):
            yield first, place
            first = None
        if first is None and (is_determiner or is_noun):
            first = place
    if first is not None:
        yield first, len(words)


def _is_month(words: list[_Word], place: int) -> bool:
    """Tell whether "may" is a month: a number stands beside it."""
    beside = words[max(place - 1, 0) : place + 2]
    return words[place].folded in MONTHS and any(other.folded[:1].isdigit() for other in beside)


def _is_predetermined(words: list[_Word], place: int) -> bool:
    """Tell whether "half" or the like stands before the determiner at a place."""
    is_determiner = place < len(words) and words[place].folded in DETERMINERS
    return is_determiner and place > 0 and words[place - 1].folded in PREDETERMINERS


def _begins_name(words: list[_Word], first: int, place: int, question: str) -> bool:
    """Tell whether a name begins at a place of a run: after a verb, or after a possessive."""
    before, word = words[place - 1], words[place]
    if _POSSESSIVE.search(question[before.start : before.end]):
        return True
    is_new = word.is_name and not before.is_name and before.folded not in DETERMINERS
    return is_new and place - first >= 1 and not word.folded.isdigit()


def _opener(words: list[_Word], first: int, last: int) -> str:
    """Return the word before a run of words; where the question ends in its verb, the helper belongs to the last run."""
    helpers = [word.folded for word in words[:first] if word.folded in HELPERS]
    if helpers and words[-1].folded in _LAST_VERBS:
        return helpers[-1] if last == len(words) else ""
    return words[first - 1].folded if first else ""


def _asks_for_time_or_place(words: list[_Word], first: int) -> bool:
    """Tell whether "when is" or "where are" stands before a place: what follows is a noun, as in "When is the meeting?"."""
    return (
        first > 1
        and words[first - 1].folded in BE
        and words[first - 2].folded in ("when", "where")
        and not words[first].is_name
    )


def _without_first_verb(nouns: list[_Word], before: _Word | None) -> list[_Word]:
    """Leave out the verb after "who", after a pronoun, after "to", or after a subject: "Who runs", "does it take"."""
    if not nouns or nouns[0].is_name or before is None:
        return nouns
    if (
        before.folded in _TAKES_NOUN
        or before.folded in _AUXILIARIES
        or (before.folded in _PREPOSITIONS and before.folded != "to")
    ):
        return nouns
    return nouns[1:] if before.folded in STOP_WORDS or before.folded == "to" else nouns


def _without_verb_of_which(nouns: list[_Word], before: _Word | None, after: _Word | None) -> list[_Word]:
    """Leave out the verb of what "which" asks for, where an object or a place follows: "Which bus goes to", "Which firm built the"."""
    if len(nouns) < 2 or before is None or before.folded != "which" or after is None:
        return nouns
    follows = after.folded in _PREPOSITIONS or after.folded in DETERMINERS
    one, verb = nouns[-2].folded, nouns[-1].folded
    agrees = is_participle(verb) or (_ends_in_s(verb) and not _ends_in_s(one))
    return nouns[:-1] if follows and agrees and not nouns[-1].is_name else nouns


def _ends_in_s(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _without_last_verb(nouns: list[_Word], opener: str, has_determiner: bool) -> list[_Word]:
    """Leave out the verb after a subject: "does the fast train leave", "was Kirkby station opened"."""
    if (opener in HELPERS and len(nouns) > 1) or (
        nouns and not nouns[-1].is_name and (nouns[0].is_name or opener in BE) and _is_verb_form(nouns[-1].folded)
    ):
        nouns = nouns[:-1]
    if nouns and nouns[0].is_name and not has_determiner:
        names = sum(word.is_name for word in nouns)
        return nouns[: names + (opener not in HELPERS)]
    return nouns


def _is_verb_form(word: str) -> bool:
    return is_participle(word) or (word.endswith("ing") and len(word) > 5)


def is_participle(word: str) -> bool:
    """Tell whether a folded word may be a past participle."""
    return (word.endswith("ed") and len(word) > 4) or word.removeprefix("re") in IRREGULAR_PARTICIPLES.values()


def _end(question: str, word: _Word) -> int:
    possessive = _POSSESSIVE.search(question[word.start : word.end])
    return word.end - (len(possessive.group()) if possessive and possessive.group()[-1] == "s" else 0)
