"""Compare what a sentence claims with a quote, by rules that can be read."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa_bot.text.relatives import are_related
from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import STOP_WORDS, fold, word_spans
from qa_bot.verification.dates import Date
from qa_bot.verification.facts import Amount, Facts, are_transliterations, facts_of, holds_name, initials_of

# Words that open a sentence without being names.
_OPENERS = frozenset(
    """according additionally also although and as because both but despite during finally first following furthermore
    hence however in indeed instead it its last later meanwhile moreover nevertheless next once one only over second several
    similarly since some still that the their then there therefore these they third this those though thus today two
    under until when whereas while yes yet three four five six seven eight nine ten overall specifically notably""".split()
)
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
_BORDER_MARK = re.compile(r"[,;:.!?“”\"]")


def missing_facts(sentence: str, quote: str) -> tuple[str, ...]:
    """Return what a sentence claims that a quote does not hold, as words for a person; () where it holds everything."""
    claimed, said = facts_of(sentence), facts_of(quote)
    missing = [f"date {_shown(date)}" for date in claimed.dates if not _says_date(date, said)]
    missing += [f"number {amount.value:g}" for amount in claimed.amounts if not _says_amount(amount, said)]
    missing += [f"name {name}" for name in missing_names(sentence, quote)]
    if turned := turned_round(claimed, said):
        missing.append(f"negation of {', '.join(sorted(turned))}")
    if displaced := displaced_names(sentence, quote):
        missing.append(f"attribution to {', '.join(displaced)}")
    return tuple(missing)


def coverage(sentence: str, quote: str) -> float:
    """Return the share of a sentence's words that carry meaning, names left out, that a quote holds; 1 where there are none."""
    names = {stem(fold(name)) for name in facts_of(sentence).names}
    wanted = content_stems(sentence) - names
    return len(wanted & content_stems(quote)) / len(wanted) if wanted else 1.0


def missing_names(sentence: str, quote: str) -> tuple[str, ...]:
    """Return the names of a sentence that a quote does not hold in any spelling.

    A capitalised word that opens the sentence counts as a name unless the quote has it in lower case.
    """
    held = content_stems(quote)
    opening = next((sentence[a:b] for a, b in word_spans(sentence)), "")
    names = [name for name in facts_of(sentence).names if stem(fold(name)) not in held and not holds_name(name, quote)]
    covered = _said_by_initials(sentence, quote) | ({opening} if fold(opening) in _OPENERS else frozenset())
    return tuple(name for name in names if name not in covered)


def turned_round(claimed: Facts, said: Facts) -> frozenset[str]:
    """Return the stems that one of two texts denies and the other one asserts."""
    if claimed.has_denial:
        agreed = claimed.denied & (said.denied | said.maybe_denied)
        return (
            frozenset()
            if agreed or (said.has_denial and not claimed.denied & said.asserted)
            else claimed.denied or frozenset({"not"})
        )
    return claimed.asserted & (said.denied - said.asserted)


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
    return tuple(dict.fromkeys(displaced))


class _Use(NamedTuple):
    """Be one use of a word: the names of who does it, and of whom or what it is done to, as far as they stand near.

    `is_listed` says that the doers were listed after a "by": then each of them counts.
    """

    doers: tuple[str, ...]
    objects: tuple[str, ...]
    is_listed: bool = False

    def conflict(self, other: "_Use") -> tuple[str, ...]:
        """Return the names of this use in whose place the other one has others."""
        strangers = tuple(name for name in self.doers if not _has(name, other.doers))
        is_stranger = bool(strangers) if self.is_listed else len(strangers) == len(self.doers)
        doers = strangers if other.doers and is_stranger else ()
        everybody = (*other.doers, *other.objects)
        objects = tuple(name for name in self.objects if other.objects and not _has(name, everybody))
        return (*doers, *objects)


def _has(name: str, names: Sequence[str]) -> bool:
    return any(name == other or are_related(name, other) or are_transliterations(name, other) for other in names)


def _uses(text: str, reach_after: int, is_quote: bool) -> dict[str, list[_Use]]:
    """Return the uses of each word that carries meaning, by stem, with the names near it in its clause.

    Names behind a preposition ("in Libya") are neither doers nor objects for certain: only of a quote do they count, as either.
    """
    tokens = list(_tokens(text))
    found: dict[str, list[_Use]] = {}
    for position, token in enumerate(tokens):
        if token.is_name or token.is_border or token.folded in STOP_WORDS:
            continue
        before = _near(tokens[:position][::-1], NEAR_BEFORE)[::-1]
        following_tokens = tokens[position + 1 :]
        after = _near(following_tokens if is_quote else _before_preposition(following_tokens), reach_after)
        following = [t.folded for t in tokens[position + 1 : position + 3]]
        is_participle = token.folded.endswith("ing")
        if "by" in following:
            use = _Use(doers=after, objects=before, is_listed=True)
        elif following[:1] == ["of"]:
            use = _Use(doers=(*before, *after), objects=(*before, *after)) if is_quote else _Use(doers=(), objects=after)
        elif position and tokens[position - 1].folded in _BE and token.folded.endswith(("ed", "en", "t")):
            use = _Use(doers=(), objects=before)
        else:
            use = _Use(doers=() if is_participle else before, objects=after)
        found.setdefault(stem(token.folded), []).append(use)
    return found


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


def _tokens(text: str) -> Iterator[_Token]:
    names = {fold(name) for name in facts_of(text).names}
    previous = 0
    for start, end in word_spans(text):
        if mark := _BORDER_MARK.search(text[previous:start]):
            yield _Token(mark.group(), False, True)
        previous = end
        folded = fold(text[start:end])
        is_name = folded in names and any(c.isupper() for c in text[start:end]) and folded not in _OPENERS
        yield _Token(folded, is_name, folded in _BORDERS)


def _says_date(date: Date, said: Facts) -> bool:
    return any(date.is_in(other) for other in said.dates)


def _says_amount(amount: Amount, said: Facts) -> bool:
    if any(amount.value == other.value and (amount.unit is None or amount.unit == other.unit) for other in said.amounts):
        return True
    return any(amount.unit is None and amount.value in (date.year, date.day) for date in said.dates)


def _said_by_initials(sentence: str, quote: str) -> frozenset[str]:
    """Return the words of names of which the quote has the initials ("United Nations": UN), and initials it has the words of."""
    quoted = {fold(quote[a:b]) for a, b in word_spans(quote)}
    found: set[str] = set()
    for words in _runs(sentence):
        for start in range(len(words)):
            for end in range(start + 2, len(words) + 1):
                if initials_of(tuple(fold(word) for word in words[start:end])) in quoted:
                    found.update(words[start:end])
    known = {
        initials_of(tuple(fold(word) for word in words[a:b]))
        for words in _runs(quote)
        for a in range(len(words))
        for b in range(a + 2, len(words) + 1)
    }
    found.update(name for name in facts_of(sentence).names if len(name) > 1 and fold(name) in known)
    return frozenset(found)


def _runs(text: str) -> list[list[str]]:
    """Return the runs of capitalised words of a text, "of" and "the" between them left out."""
    found = re.findall(r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\s+(?:of\s+|the\s+|and\s+)?[A-ZÀ-ÖØ-Þ][\w’'-]*)+", text)
    return [[word for word in re.findall(r"[\w’'-]+", run) if word[0].isupper()] for run in found]


def _shown(date: Date) -> str:
    parts = [getattr(date, name) for name in ("day", "month", "year", "said")]
    return "-".join(str(part) for part in parts if part is not None)
