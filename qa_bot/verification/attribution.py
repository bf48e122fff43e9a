"""Whether a sentence says of one name what the quote says of another."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa_bot.text.stems import stem
from qa_bot.text.terms import STOP_WORDS, fold, word_spans
from qa_bot.verification.facts import facts_of
from qa_bot.verification.names import OPENERS, is_same_name, runs_of

# How many words before and after a word the names that it is about may be.
NEAR_BEFORE, NEAR_AFTER, NEAR_AFTER_IN_QUOTE = 6, 5, 12
_PRONOUNS = frozenset("he him his she her it its they them their who we our".split())
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_BORDERS = frozenset(
    {"that", "which", "who", "whom", "while", "but", "when", "after", "before", "where", "because", "although", "if", "since"}
)
_PREPOSITIONS = frozenset(
    "in on at about over to from with into for against between under near toward towards during since".split()
)
# What a word ends in that is an adjective or an adverb rather than a verb, and what stands before a noun.
_NO_VERBS = ("al", "ly", "ful", "ic", "ous", "ive", "able", "ible", "est", "person", "man", "ary")
_BEFORE_NOUNS = frozenset("a an the this that these those its his her their our your my no any some each every".split())
_BORDER_MARK = re.compile(r"[,;:.!?“”\"]")


def displaced_names(sentence: str, quote: str) -> tuple[str, ...]:
    """Return the names that a sentence puts before or after a word where the quote puts others, and not them.

    "Turkey backs the army" is not said by "the army, which Russia backs, hopes that Turkey will agree".
    """
    displaced: list[str] = []
    quoted = _uses(quote, NEAR_AFTER_IN_QUOTE, is_quote=True)
    for own_stem, uses in _uses(sentence, NEAR_AFTER, is_quote=False).items():
        theirs = quoted.get(own_stem, [])
        for use in uses:
            conflicts = [conflict for other in theirs if (conflict := use.conflict(other))]
            if theirs and len(conflicts) == len(theirs):
                displaced.extend(conflicts[0])
    return tuple(dict.fromkeys((*displaced, *_exchanged_titles(sentence, quote))))


def _exchanged_titles(sentence: str, quote: str) -> tuple[str, ...]:
    """Return the names that a sentence puts right behind a title or first name which the quote has before others only."""
    quoted = [[fold(word) for word in run] for run in runs_of(quote)]
    inside = {word for run in quoted for word in run}
    found = []
    for run in ([fold(word) for word in run] for run in runs_of(sentence)):
        for title, name in itertools.pairwise(run):
            followers = {b for other in quoted for a, b in itertools.pairwise(other) if a == title}
            elsewhere = name in inside and not any(title in other for other in quoted if name in other)
            if followers and elsewhere and not followers & set(run):
                found.append(name)
    return tuple(found)


class _Use(NamedTuple):
    """Be one use of a word: the names of who does it, and of whom or what it is done to, as far as they stand near.

    `is_listed` says that the doers were listed after a "by": then each of them counts. `all_before` and `all_after` are all
    names on either side.
    """

    doers: tuple[str, ...]
    objects: tuple[str, ...]
    is_listed: bool = False
    all_before: tuple[str, ...] = ()
    all_after: tuple[str, ...] = ()

    def conflict(self, other: "_Use") -> tuple[str, ...]:
        """Return the names of this use in whose place the other one has others."""
        strangers = tuple(name for name in self.doers if not _has(name, (*other.doers, *other.all_before)))
        is_stranger = bool(strangers) if self.is_listed else len(strangers) == len(self.doers)
        doers = strangers if other.doers and is_stranger else ()
        everybody = (*other.doers, *other.objects, *other.all_after)
        objects = tuple(name for name in self.objects if other.objects and not _has(name, everybody))
        return (*doers, *objects)


def _has(name: str, names: Sequence[str]) -> bool:
    return any(is_same_name(name, other) for other in names)


def _uses(text: str, reach_after: int, is_quote: bool) -> dict[str, list[_Use]]:
    """Return the uses of each word that carries meaning, by stem, with the names near it in its clause.

    Names behind a preposition ("in Libya") are neither doers nor objects for certain: only of a quote do they count, as either.
    """
    tokens = list(_tokens(text))
    found: dict[str, list[_Use]] = {}
    for position, token in enumerate(tokens):
        if not token.is_name and not token.is_border and _is_verb(tokens, position):
            found.setdefault(stem(token.folded), []).append(_use(tokens, position, reach_after, is_quote))
    return found


def _is_verb(tokens: Sequence["_Token"], position: int) -> bool:
    """Tell whether a word may be a verb by its form and place; a noun of the same stem counts where it stands for the deed."""
    word = tokens[position].folded
    before = tokens[position - 1].folded if position else ""
    if word in STOP_WORDS or word.isdigit() or word.endswith(_NO_VERBS):
        return False
    return before not in _BEFORE_NOUNS or word.endswith(("ed", "ing", "ment", "tion"))


def _use(tokens: Sequence["_Token"], position: int, reach_after: int, is_quote: bool) -> _Use:
    token = tokens[position]
    everybody = tuple(t.folded for t in tokens[:position] if t.is_name)
    everybody_after = tuple(t.folded for t in tokens[position + 1 :] if t.is_name)
    before = _near(tokens[:position][::-1], NEAR_BEFORE)[::-1]
    following_tokens = tokens[position + 1 :]
    after = _near(following_tokens if is_quote else _before_preposition(following_tokens), reach_after)
    following = [t.folded for t in tokens[position + 1 : position + 3]]
    is_participle = token.folded.endswith("ing") and not (position and tokens[position - 1].is_possessive)
    if "by" in following:
        use = _Use(doers=after, objects=before, is_listed=True, all_before=everybody_after, all_after=everybody)
    elif following[:1] == ["of"]:
        both = (*before, *after)
        all_names = (*everybody, *everybody_after)
        use = _Use(
            doers=both if is_quote else (), objects=both if is_quote else after, all_before=all_names, all_after=all_names
        )
    elif position and tokens[position - 1].folded in _BE and token.folded.endswith(("ed", "en", "t")):
        use = _Use(doers=(), objects=before, all_after=(*everybody, *everybody_after))
    else:
        doers = () if is_participle else before
        use = _Use(doers=doers, objects=after, all_before=everybody, all_after=everybody_after)
    return use


def _near(tokens: Sequence["_Token"], reach: int) -> tuple[str, ...]:
    """Return the names within so many other words, until the clause ends; () where a pronoun may stand for one."""
    names: list[str] = []
    left = reach
    for position, token in enumerate(tokens):
        if token.folded in _PRONOUNS:
            return ()
        if token.is_name:
            names.append(token.folded)
        elif token.is_border and not (token.folded == "," and _lists(tokens[position + 1 :])):
            break
        elif not token.is_border and token.folded != "and":
            left -= 1
            if not left:
                break
    return tuple(names)


def _before_preposition(tokens: Sequence["_Token"]) -> Sequence["_Token"]:
    end = next((position for position, token in enumerate(tokens) if token.folded in _PREPOSITIONS), len(tokens))
    return tokens[:end]


def _lists(tokens: Sequence["_Token"]) -> bool:
    """Tell whether names go on after a comma up to an "and" with the last one: "Egypt, the Emirates and Russia"."""
    for token, following in itertools.pairwise(tokens):
        if token.folded == "and":
            return following.is_name or following.folded == "the"
        if not token.is_name and token.folded not in (",", "the"):
            return False
    return False


class _Token(NamedTuple):
    folded: str
    is_name: bool
    is_border: bool
    is_possessive: bool = False


def _tokens(text: str) -> Iterator[_Token]:
    names = {fold(name) for name in facts_of(text).names}
    previous = 0
    for start, end in word_spans(text):
        if mark := _BORDER_MARK.search(text[previous:start]):
            yield _Token(mark.group(), False, True)
        previous = end
        folded = fold(text[start:end])
        is_name = folded in names and any(c.isupper() for c in text[start:end]) and folded not in OPENERS
        is_possessive = is_name and text[start:end].endswith(("'s", "’s"))
        yield _Token(folded, is_name, folded in _BORDERS, is_possessive)
