"""A question as a row of items, each a word or phrase with what it may mean for one table.

Codes: H how many, M how much, W which, L list, X a question for yes or no, T total, E average, I median, % share, F difference,
U different, P per, G all, Y the same, Z than, B between, & and, | or, ! not, , a comma, K only, c the commonest, C a column, V a value,
R the rows, N a number, D a date, > a comparison, + a bound after its number, a A S an adjective (plain, comparative, superlative), m more,
s most, o an ordinal, v a verb that says nothing, w all that the table is about, p a bound without its column, f a filter. `?` is a word that nothing explains.
"""

import re
from collections.abc import Sequence

from qa_bot.reckoning.adjectives import (
    COMPARATIVE,
    EVEN_HIGH,
    EVEN_LOW,
    HIGHER,
    HIGHEST,
    LOWER,
    LOWEST,
    PLAIN,
    SUPERLATIVE,
    VERBS,
)
from qa_bot.reckoning.amounts import DATE, read_amounts
from qa_bot.reckoning.asides import read_asides
from qa_bot.reckoning.headers import read_headers
from qa_bot.reckoning.item import Item, Reading, Word, folded
from qa_bot.reckoning.lexicon import COMPARATORS, FILLER_PHRASES, FILLERS, LIGHT_VERBS, ORDINALS, PHRASES, SUFFIXES
from qa_bot.reckoning.phrasings import read_phrasings
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.units import unit_named
from qa_bot.reckoning.vocabulary import Vocabulary
from qa_bot.text.terms import fold, word_spans

_YES_NO = frozenset("is are was were do does did has have had can any".split())


_FILLER_ROOTS = frozenset(root(word) for word in FILLERS if len(word) > 2)


def read_items(question: str, names: Vocabulary) -> tuple[Item, ...]:
    """Return the items of a question; words without a meaning of their own are left out."""
    question = question.replace("’", "'")
    words = [Word(a, b, fold(question[a:b]), root(fold(question[a:b]))) for a, b in word_spans(question) if fold(question[a:b])]
    dates = {match.start(): match for match in DATE.finditer(question)}
    items: list[Item] = []
    place = 0
    while place < len(words):
        before = question[words[place - 1].end if place else 0 : words[place].start]
        if place and re.search(r"[,;:]", before):
            items.append(Item(","))
        if sign := re.search(r"(>=|<=|≥|≤|>|<)\s*[€$£]?\s*$", before):
            items.append(Item(">", sign[1], operator={"≥": ">=", "≤": "<="}.get(sign[1], sign[1])))
        width, found = _best(question, words, place, dates, names)
        items.extend(found)
        place += width
    return tuple(items)


def _best(
    question: str, words: Sequence[Word], place: int, dates: dict[int, re.Match[str]], names: Vocabulary
) -> tuple[int, tuple[Item, ...]]:
    """Return the longest reading of the words from a place on, of equally long ones the surest."""
    readings = [
        *read_headers(words, place, names),
        *_phrases(words, place, names),
        *read_amounts(question, words, place, dates, names),
        *_values(question, words, place, names),
        *_words(words, place, names),
        *read_phrasings(words, place, names),
        *read_asides(words, place, names),
    ]
    width, _, items = max(readings, key=lambda reading: (reading[0], reading[1]))
    return width, items


def _phrases(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    readings: list[Reading] = []
    for width in range(1, min(5, len(words) - place) + 1):
        text = " ".join(word.folded for word in words[place : place + width])
        if text in FILLER_PHRASES:
            readings.append((width, 8, ()))
        if text in PHRASES and not (width > 1 and text.endswith(" of") and names.columns_named((words[place].stem,))[1]):
            code = PHRASES[text]
            readings.append((width, 8, (Item(code, text),) if code != "L" or place == 0 else ()))
        if text in COMPARATORS:
            readings.append((width, 7, (Item(">", text, operator=COMPARATORS[text]),)))
        if place and text in SUFFIXES:
            readings.append((width, 9 if width > 1 else 5, (Item("+", text, operator=SUFFIXES[text]),)))
    return readings


def _values(question: str, words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    readings: list[Reading] = []
    for width in range(1, min(names.longest + 1, len(words) - place) + 1):
        taken = words[place : place + width]
        stems = tuple(word.stem for word in taken)
        text = question[taken[0].start : taken[-1].end]
        is_small = width == 1 and (taken[0].folded in FILLERS or taken[0].folded in PHRASES) and text.islower()
        if (columns := names.value_columns(stems)) and not is_small:
            readings.append((width, 8, (Item("V", text, columns, stems),)))
        elif width > 2 and (joined := names.joined(taken)):
            readings.append((width, 8, (Item("V", text, joined[0], joined[1]),)))
        elif (
            (width > 1 or taken[0].folded not in VERBS)
            and not any(len(w.folded) < 2 or _is_plain(w.folded) or w.folded.isdigit() for w in taken)
            and (partly := names.partly_named(stems))
        ):
            readings.append((width, 2, (Item("V", text, (partly[0],), partly[1]),)))
        elif not is_small and not _is_plain(taken[-1].folded) and (headed := names.headed(stems)) is not None:
            readings.append((width, 2, (Item("V", text, (headed,), stems, operator="headed"),)))
    if not names.value_columns((words[place].stem,)) and (coded := names.coded(words[place].stem)):
        readings.append((1, 8, (Item("V", words[place].folded, (coded[0],), (coded[1],), operator="coded"),)))
    return readings


def _is_plain(word: str) -> bool:
    return word in FILLERS or word in PHRASES or word in COMPARATORS


def _words(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    word = words[place]
    readings: list[Reading] = [(1, 0, (Item("?", word.folded),)), *_small(words, place), *_of_rows(words, place, names)]
    if (adjective := _adjective(word.folded)) and not _is_verb_last(words, place):
        readings.append((1, 5, (adjective,)))
    if word.folded in ORDINALS:
        readings.append((1, 5, (Item("o", word.folded, many=ORDINALS[word.folded]),)))
    if match := re.fullmatch(r"(?:un|non|in)(\w{3,})", word.folded):
        columns, _ = names.columns_named((root(match[1]),))
        if any(names.sheet.columns[index].kind == "yes_no" for index in columns):
            readings.append((1, 4, (Item("!"), Item("C", word.folded, columns))))
    return [*readings, *_beside_columns(words, place, names), *_verbs(words, place, names)]


def _small(words: Sequence[Word], place: int) -> list[Reading]:
    """Return the readings of words that any question may have: those that open it, and those that say nothing."""
    word, before = words[place], folded(words, place - 1)
    readings: list[Reading] = []
    if word.folded == "how" and place + 1 < len(words) and words[place + 1].folded in PLAIN:
        readings.append((1, 4, (Item("M", "how"),)))
    if place == 0 and word.folded in _YES_NO:
        readings.append((1, 9, (Item("X", word.folded),)))
    elif word.folded in FILLERS or (word.stem in _FILLER_ROOTS and word.folded not in VERBS):
        readings.append((1, 1, ()))
    counted = (before == "many" and word.folded.endswith("s")) or before in ("a", "an")
    if word.stem in LIGHT_VERBS and not counted and (not word.folded.endswith("ings") or word.stem.endswith("ing")):
        readings.append((1, 2, (Item("v", word.folded),)))
    return readings


def _of_rows(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return the readings of a word as the rows, or as where all of them are."""
    word, item = words[place], Item("R", words[place].folded, stems=(words[place].stem,))
    readings: list[Reading] = []
    if names.names_rows(word.stem) and not names.has_verb_of(word.folded):
        readings.append((1, 4 if word.stem in names.title else 3, (item,)))
    if names.calls_rows(word.folded):
        readings.append((1, 10, (item,)))
    if word.stem in names.surroundings and folded(words, place - 1) in ("the", "our", "this", "for", "on"):
        readings.append((1, 3, ()))
    return readings


def _beside_columns(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return the readings of a word that the one before makes a unit ("how many days"), or that closes a name ("end date")."""
    if not place:
        return []
    word, before = words[place].folded, words[place - 1]
    unit = unit_named(word) if before.folded == "many" else None
    column = names.measures.column_of_unit(unit) if unit else None
    readings: list[Reading] = [(1, 4, (Item("C", word, (column.place,)),))] if column else []
    if word in ("time", "times") and names.names_duration(before.stem):
        readings.append((1, 10, ()))
    if word in ("date", "time", "year", "day") and names.names_time(before.stem):
        readings.append((1, 6, ()))
    return readings


def _verbs(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return the readings of a verb as the column that it measures ("costs"), or of those who do it ("teaches")."""
    word = words[place].folded
    nouns = VERBS.get(word)
    readings: list[Reading] = []
    if nouns and (column := names.measures.measure(nouns)):
        readings.append((1, 4, (Item("C", word, (column.place,), operator="verb"),)))
    elif nouns and "price" in nouns[0].split() and len(priced := names.measures.priced) > 1:
        readings.append((1, 3, (Item("C", word, priced, operator="verb"),)))
    if agents := names.columns_of_verb(word):
        by = folded(words, place + 1) == "by"
        readings.append((1, 10 if by else 4, (Item("C", word, agents, operator="agent"),)))
    return readings


def _is_verb_last(words: Sequence[Word], place: int) -> bool:
    """Tell whether "last" is the verb: "which courses last longer than an hour"."""
    following = words[place + 1].folded if place + 1 < len(words) else ""
    if words[0].folded == "how" and folded(words, place + 1, 2) in ("", "in total", "altogether", "together", "in all"):
        does = any(word.folded in ("do", "does", "did") for word in words[1:place])
        return words[place].folded == "last" and (does or folded(words, 1) == "long")
    compares = (
        following in COMPARATIVE
        or following == "than"
        or following in SUPERLATIVE
        or following in HIGHER
        or following in LOWER
        or following in HIGHEST
    )
    return words[place].folded == "last" and (
        compares or following in ("the", "at", "over", "under", "between", "about", "up", "exactly")
    )


def _adjective(word: str) -> Item | None:
    """Return the item of an adjective; one that only says which end (most, highest, larger) has a code of its own."""
    if word in HIGHEST or word in LOWEST:
        return Item("s", word, measures=SUPERLATIVE.get(word, ()), sign=1 if word in HIGHEST else -1)
    if word in HIGHER or word in LOWER:
        return Item("m", word, measures=COMPARATIVE.get(word, ()), sign=1 if word in HIGHER else -1)
    if word.endswith("ly") and word[:-2] in PLAIN and word not in PLAIN:
        word = word[:-2]
    for code, table in (("S", SUPERLATIVE), ("A", COMPARATIVE), ("a", PLAIN)):
        if word in table:
            even = word in EVEN_HIGH or word in EVEN_LOW
            return Item(code, word, measures=table[word], sign=table[word][0].sign, operator="even" if even else "")
    return None
