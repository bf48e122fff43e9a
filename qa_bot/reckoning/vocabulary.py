"""What the words of a question may name in one table: columns, values, the rows themselves."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from qa_bot.reckoning.codes import codes_of, heads
from qa_bot.reckoning.columns import GLUE, Column, Sheet, cell_text, is_missing, parts_of, stems_of
from qa_bot.reckoning.item import Word
from qa_bot.reckoning.lexicon import FILLERS
from qa_bot.reckoning.measures import Measures, Stems, core_of
from qa_bot.reckoning.nouns import AGENTS, OF_PEOPLE, PERSONS, SYNONYMS, alike
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.row_nouns import modifiers_of, person_of, row_nouns_of, surroundings_of, title_of
from qa_bot.text.terms import fold

# The longest value that a part of its words may name, in words.
_NAMEABLE = 6
# A number of fewer characters is a number in a question, even where a column has it for a name.
_SHORTEST_CODE = 4
# Words by which a question joins what a cell writes with a dash.
_JOINTS = frozenset(("to", "via"))

# Words of tables of animals.
_ANIMALS = frozenset(root(w) for w in "animal breed species pet horse dog cat cattle".split())


class Vocabulary:
    """The names that a table gives to its columns, values and rows, by their stems."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.measures = Measures(sheet)
        self._values: dict[Stems, set[int]] = defaultdict(set)
        self._containing: dict[str, set[tuple[int, Stems]]] = defaultdict(set)
        for column in sheet.columns:
            self._learn(column)
        animals = bool((self.title | {word for column in sheet.columns for word in column.stems}) & _ANIMALS)
        self._coded = {
            column.place: codes for column in sheet.columns if (codes := codes_of(column.stems, column.values, animals))
        }
        self.longest = max((len(value) for value in self._values), default=1)

    def _learn(self, column: Column) -> None:
        for row in self.sheet.rows:
            text = cell_text(row, column.place)
            is_code = column.kind == "number" and column.names_things and len(text) >= _SHORTEST_CODE
            if is_missing(text) or not (is_code or column.kind == "words"):
                continue
            for part in parts_of(text):
                self._values[part].add(column.place)
                if column.kind == "words" and 1 < len(part) <= _NAMEABLE:
                    for word in part:
                        self._containing[word].add((column.place, part))

    def value_columns(self, stems: Stems) -> tuple[int, ...]:
        """Return the columns that hold a value with exactly these words."""
        return tuple(sorted(self._values.get(stems, ())))

    def joined(self, words: Sequence[Word]) -> tuple[tuple[int, ...], Stems] | None:
        """Return the columns of a value whose parts a question joins with a word: "Harwick to Sula" is "Harwick - Sula"."""
        if any(word.folded in _JOINTS for word in (words[0], words[-1])) or not any(w.folded in _JOINTS for w in words):
            return None
        stems = tuple(word.stem for word in words if word.folded not in _JOINTS)
        columns = self.value_columns(stems) if len(stems) > 1 else ()
        return (columns, stems) if columns else None

    def coded(self, word: str) -> tuple[int, str] | None:
        """Return the one column whose cells say by a letter what a word says, with the letter: "women" is F."""
        held = [(place, codes[word]) for place, codes in self._coded.items() if word in codes]
        return held[0] if len(held) == 1 else None

    def headed(self, stems: Stems) -> int | None:
        """Return the column that says what rows are, where words open or close several of its values ("violins")."""
        place = self._naming
        column = self.sheet.columns[place]
        if column.kind != "words" or (place == self.sheet.key and set(column.stems) & PERSONS & self._persons):
            return None
        return place if heads(self._cells_with.get(stems[0], ()), stems) else None

    @property
    def _naming(self) -> int:
        return self.sheet.kind if self.sheet.kind is not None else self.sheet.key

    @cached_property
    def _cells_with(self) -> dict[str, list[Stems]]:
        """Return the words of each cell that says what a row is, by each of them."""
        found: dict[str, list[Stems]] = defaultdict(list)
        for value in self.sheet.columns[self._naming].values:
            stems = stems_of(str(value)) if value is not None else ()
            for word in set(stems):
                found[word].append(stems)
        return dict(found)

    @cached_property
    def _persons(self) -> frozenset[str]:
        """Return the headers of names that are those of people here."""
        headers = {word for column in self.sheet.columns for word in column.stems}
        return PERSONS if headers & OF_PEOPLE else PERSONS - {root("name")}

    def partly_named(self, stems: Stems) -> tuple[int, Stems] | None:
        """Return the one value of all columns that has these words among others, with its column."""
        found = set.intersection(*(self._containing.get(word, set()) for word in stems)) if stems else set()
        return next(iter(found)) if len(found) == 1 else None

    def columns_named(self, stems: Stems) -> tuple[tuple[int, ...], bool]:
        """Return the columns that words may name, and whether they are a column's whole name."""
        content = {word for word in stems if word not in GLUE}
        if not content:
            return (), False
        held = [column for column in self.sheet.columns if content <= set(column.stems)]
        whole = tuple(column.place for column in held if set(core_of(column)) <= content)
        return (whole, True) if whole else (tuple(column.place for column in held), False)

    def has_in_order(self, index: int | None, stems: Stems) -> bool:
        """Tell whether a column's header, or any column's, has words one after the other."""
        if index is None:
            return any(self.has_in_order(column.place, stems) for column in self.sheet.columns)
        return " ".join(stems) in " ".join(stems_of(self.sheet.columns[index].name))

    def columns_of_verb(self, word: str) -> tuple[int, ...]:
        """Return the columns of words that name who does what a verb says: "teaches" names the column "Teacher"."""
        found = []
        for column in self.sheet.columns:
            nouns = {n for n in column.stems if column.kind == "words"}
            if any(
                root(word) in AGENTS.get(noun, ()) or (noun.endswith(("er", "or")) and _same_verb(root(word), noun[:-2]))
                for noun in nouns
            ):
                found.append(column.place)
        return tuple(found)

    def are_units(self, stems: Stems, columns: Sequence[int]) -> bool:
        """Tell whether words name columns by their unit alone ("days" of "Annual leave (days)")."""
        return all(not set(stems) & set(core_of(self.sheet.columns[index])) for index in columns)

    def only_says_per(self, stem: str, columns: Sequence[int]) -> bool:
        """Tell whether a word stands in headers only after "per": a fee per person counts no people."""
        headers = [self.sheet.columns[index].name.partition(" per ") for index in columns]
        return bool(headers) and all(per and stem not in stems_of(before) for before, per, _ in headers)

    def names_time(self, word: str) -> bool:
        """Tell whether a word by itself names a column of dates or years ("end date" is the column "End")."""
        columns = {*self.columns_named((word,))[0], *self.columns_like(word)}
        return bool(columns & {column.place for column in self.measures.times})

    def names_duration(self, word: str) -> bool:
        """Tell whether a word by itself names a column of durations ("swim time" is the column "Swim")."""
        columns, whole = self.columns_named((word,))
        return whole and all(self.sheet.columns[index].style.clock is not None for index in columns)

    def columns_like(self, word: str) -> tuple[int, ...]:
        """Return the columns that a word of the same meaning names, those of one word first."""
        same = alike({word}) - {word}
        held = [c for c in self.sheet.columns if same & set(core_of(c)) and (c.kind != "yes_no" or len(core_of(c)) == 1)]
        single = [column for column in held if len(core_of(column)) == 1]
        return tuple(column.place for column in single or held)

    def has_value(self, columns: Sequence[int], words: Sequence[Word]) -> bool:
        """Tell whether words begin with a value of one of some columns."""
        stems = tuple(word.stem for word in words if word.folded not in FILLERS)
        return any(set(columns) & set(self.value_columns(stems[:width])) for width in range(1, len(stems) + 1))

    def names_rows(self, word: str) -> bool:
        """Tell whether a word is what the table calls its rows."""
        return word in self._row_nouns

    def has_verb_of(self, word: str) -> bool:
        """Tell whether a word is a participle that no title or header has in this form: what was invoiced is no invoice."""
        own = (self.sheet.table.title, self.sheet.columns[self.sheet.key].name)
        return word.endswith("ed") and word not in {fold(part) for text in own for part in text.split()}

    def calls_rows(self, word: str) -> bool:
        """Tell whether a noun of the title calls the rows although a header has its verb: paintings, each painted in a year."""
        same = {word, word.removesuffix("s"), word + "s"}
        titled = {fold(part) for part in self.sheet.table.title.split()}
        headers = {fold(part) for column in self.sheet.columns for part in column.name.split()}
        return (
            bool(same & titled)
            and not same & headers
            and bool(self.columns_named((root(word),))[0])
            and self.names_rows(root(word))
        )

    @cached_property
    def _row_nouns(self) -> frozenset[str]:
        return row_nouns_of(self.sheet)

    @cached_property
    def surroundings(self) -> frozenset[str]:
        """Return the words of the title that say whose or where the rows are."""
        return surroundings_of(self.sheet)

    @cached_property
    def modifiers(self) -> frozenset[str]:
        """Return the words before the noun of the header of the rows."""
        return modifiers_of(self.sheet)

    @cached_property
    def title(self) -> frozenset[str]:
        """Return the stems of the words of the table's title."""
        return title_of(self.sheet)

    def is_kind_of_rows(self, columns: Sequence[int], stems: Stems) -> bool:
        """Tell whether a column's word is the title's word for rows that are called by a name: animals, each with its name."""
        sheet = self.sheet
        if sheet.kind is not None and set(columns) <= {sheet.kind, sheet.key}:
            return True
        if columns == (sheet.key,) and stems and set(stems) <= self.title:
            return True
        named = sheet.key_is_unique and bool({root("name"), root("id")} & set(sheet.columns[sheet.key].stems))
        return named and bool(stems) and set(stems) <= self.title and all(sheet.columns[c].kind == "words" for c in columns)

    def like_title(self, stems: Stems) -> bool:
        """Tell whether a word may stand for one of the title's."""
        return any(set(stems) & group and self.title & group for group in SYNONYMS)

    @cached_property
    def person(self) -> int | None:
        """Return the one column of people where rows are called by something else: who is asked for then."""
        return person_of(self.sheet)

    @property
    def calls_people(self) -> bool:
        """Tell whether the column that names rows may name people: numbers do not."""
        return self.sheet.columns[self.sheet.key].kind == "words"


def _same_verb(verb: str, base: str) -> bool:
    return len(base) >= 3 and verb.rstrip("e") == base.rstrip("e")
