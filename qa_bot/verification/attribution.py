"""Whether a sentence says of one name what the quote says of another."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qa_bot.text.english import BE, PREPOSITIONS
from qa_bot.text.name_variants import is_same_name
from qa_bot.text.stems import stem
from qa_bot.text.terms import STOP_WORDS, fold, word_spans

# How many words before and after a word the names that it is about may be.
NEAR_BEFORE, NEAR_AFTER, NEAR_AFTER_IN_QUOTE = 6, 5, 12
_PRONOUNS = frozenset("he him his she her it its they them their who we our".split())
_BORDERS = frozenset(
    """that which who whom whose while but when after before where because although if since as so than whether until unless
    though""".split()
)
_PREPOSITIONS = frozenset((*PREPOSITIONS, *"over into between near toward towards during".split()))
# What a word ends in that is an adjective or an adverb rather than a verb, and what stands before a noun.
_NO_VERBS = ("al", "ly", "ful", "ic", "ous", "ive", "able", "ible", "est", "person", "man", "ary")
_BEFORE_NOUNS = frozenset("a an the this that these those its his her their our your my no any some each every".split())
_BORDER_MARK = re.compile(r"[,;:.!?“”\"]")


class Use(NamedTuple):
    """One use of a word: the names of who does it, and of whom or what it is done to, as far as they stand near.

    `is_listed` says that the doers were listed after a "by": then each of them counts. `all_before` and `all_after` are all
    names on either side.
    """

    doers: tuple[str, ...]
    objects: tuple[str, ...]
    is_listed: bool = False
    all_before: tuple[str, ...] = ()
    all_after: tuple[str, ...] = ()

    def conflict(self, other: "Use") -> tuple[str, ...]:
        """Return the names of this use in whose place the other one has others."""
        strangers = tuple(name for name in self.doers if not _has(name, (*other.doers, *other.all_before)))
        is_stranger = bool(strangers) if self.is_listed else len(strangers) == len(self.doers)
        doers = strangers if other.doers and is_stranger else ()
        everybody = (*other.doers, *other.objects, *other.all_after)
        objects = tuple(name for name in self.objects if other.objects and not _has(name, everybody))
        return (*doers, *objects, *self._turned(other))

    def _turned(self, other: "Use") -> tuple[str, ...]:
        """Return the names to whom one of two uses has done what the other has done by them."""
        if self.is_listed == other.is_listed:
            return ()
        own, theirs = (self.doers, other.objects) if self.is_listed else (self.objects, other.doers)
        return tuple(
            name for name in own if _has(name, theirs) and not _has(name, other.doers if self.is_listed else other.objects)
        )


Uses = Mapping[str, Sequence[Use]]


def _has(name: str, names: Sequence[str]) -> bool:
    return any(is_same_name(name, other) for other in names)


def displaced_names(claimed: Uses, quoted: Uses) -> tuple[str, ...]:
    """Return the names that a sentence puts before or after a word where the quote puts others, and not them.

    "Turkey backs the army" is not said by "the army, which Russia backs, hopes that Turkey will agree".
    """
    displaced: list[str] = []
    for own_stem, uses in claimed.items():
        theirs = quoted.get(own_stem, ())
        for use in uses:
            conflicts = [use.conflict(other) for other in theirs]
            if conflicts and all(conflicts):
                displaced.extend(conflicts[0])
    return tuple(dict.fromkeys(displaced))


def uses_claimed(text: str, names: Iterable[str]) -> Uses:
    """Return the uses of each word that carries meaning in a sentence to check, by stem."""
    return _uses(tuple(_tokens(text, names)), NEAR_AFTER, is_quote=False)


def uses_quoted(text: str, names: Iterable[str]) -> Uses:
    """Return the uses of each word that carries meaning in a quote, by stem: it is read further than a sentence to check."""
    return _uses(tuple(_tokens(text, names)), NEAR_AFTER_IN_QUOTE, is_quote=True)


def _uses(tokens: Sequence["_Token"], reach_after: int, is_quote: bool) -> Uses:
    """Return the uses of each word with the names near it in its clause.

    Names behind a preposition ("in Libya") are neither doers nor objects for certain: only of a quote do they count, as either.
    """
    found: dict[str, list[Use]] = {}
    for position, token in enumerate(tokens):
        if not token.is_name and not token.is_border and _is_verb(tokens, position, is_quote):
            found.setdefault(stem(token.folded), []).append(_use(tokens, position, reach_after, is_quote))
    return found


def _is_verb(tokens: Sequence["_Token"], position: int, is_quote: bool) -> bool:
    """Tell whether a word may be a verb by its form and place; in a quote a noun may stand for the deed ("the support of")."""
    word = tokens[position].folded
    before = tokens[position - 1].folded if position else ""
    if word in STOP_WORDS or word.isdigit() or word.endswith(_NO_VERBS):
        return False
    return is_quote or before not in _BEFORE_NOUNS or word.endswith(("ed", "ing", "ment", "tion"))


def _use(tokens: Sequence["_Token"], position: int, reach_after: int, is_quote: bool) -> Use:
    token = tokens[position]
    everybody = _in_clause(_without_insertion(tokens[:position][::-1]), is_quote)
    everybody_after = _in_clause(tokens[position + 1 :])
    before = _near(_without_insertion(tokens[:position][::-1]), NEAR_BEFORE)[::-1]
    following_tokens = tokens[position + 1 :]
    after = _near(following_tokens if is_quote else _before_preposition(following_tokens), reach_after)
    following = [t.folded for t in tokens[position + 1 : position + 3]]
    is_participle = token.folded.endswith("ing") and not (position and tokens[position - 1].is_possessive)
    if "by" in following:
        use = Use(doers=after, objects=before, is_listed=True, all_before=everybody_after, all_after=everybody)
    elif following[:1] == ["of"]:
        both = (*before, *after)
        all_names = (*everybody, *everybody_after)
        use = Use(
            doers=both if is_quote else (), objects=both if is_quote else after, all_before=all_names, all_after=all_names
        )
    elif position and tokens[position - 1].folded in BE and token.folded.endswith(("ed", "en", "t")):
        use = Use(doers=(), objects=before, all_after=(*everybody, *everybody_after))
    else:
        doers = () if is_participle else before
        use = Use(doers=doers, objects=after, all_before=everybody, all_after=everybody_after)
    return use


def _in_clause(tokens: Sequence["_Token"], but_opposed: bool = False) -> tuple[str, ...]:
    """Return the names until the clause ends; a comma does not end it. Names behind an "against" may be left out."""
    inside = list(itertools.takewhile(lambda token: not token.is_border or token.folded == ",", tokens))
    opposed = {a.folded for a, b in itertools.pairwise(inside) if but_opposed and b.folded == "against"}
    return tuple(token.folded for token in inside if token.is_name and token.folded not in opposed)


def _without_insertion(tokens: Sequence["_Token"]) -> Sequence["_Token"]:
    """Return the tokens before a verb, the nearest first, without an insertion between commas that ends just before it."""
    first = next((k for k, token in enumerate(tokens[:3]) if token.folded == ","), None)
    if first is None or any(token.is_name for token in tokens[:first]):
        return tokens
    begin = next((k for k in range(first + 1, min(first + 14, len(tokens))) if tokens[k].folded == ","), None)
    return tokens if begin is None else (*tokens[:first], *tokens[begin + 1 :])


def _near(tokens: Sequence["_Token"], reach: int) -> tuple[str, ...]:
    """Return the names within so many other words, until the clause ends or a pronoun may stand for one."""
    names: list[str] = []
    left = reach
    for token in tokens:
        if token.folded in _PRONOUNS:
            break
        if token.is_name:
            names.append(token.folded)
        elif token.is_border:
            break
        elif token.folded != "and":
            left -= 1
            if not left:
                break
    return tuple(names)


def _before_preposition(tokens: Sequence["_Token"]) -> Sequence["_Token"]:
    end = next((position for position, token in enumerate(tokens) if token.folded in _PREPOSITIONS), len(tokens))
    return tokens[:end]


class _Token(NamedTuple):
    folded: str
    is_name: bool
    is_border: bool
    is_possessive: bool = False


def _tokens(text: str, names: Iterable[str]) -> Iterator[_Token]:
    folded_names = {fold(name) for name in names}
    previous = 0
    for start, end in word_spans(text):
        if mark := _BORDER_MARK.search(text[previous:start]):
            yield _Token(mark.group(), False, True)
        previous = end
        folded = fold(text[start:end])
        is_name = folded in folded_names and any(c.isupper() for c in text[start:end])
        is_possessive = is_name and text[start:end].endswith(("'s", "’s"))
        yield _Token(folded, is_name, folded in _BORDERS, is_possessive)
