"""What a question asks of a table, and what comes of it."""

from typing import Literal, NamedTuple

from qa_bot.reckoning.conditions import Filter
from qa_bot.reckoning.tables import Row, Table

Operation = Literal[
    "count",
    "distinct",
    "sum",
    "average",
    "median",
    "extreme",  # the rows at one end of a column
    "list",
    "exists",  # is there a row that meets the filters?
    "every",  # do all rows meet the filters?
    "share",  # how many in a hundred
    "check",  # does the one row named meet the last filter?
    "compare",  # which of the operands is at the end asked for?
    "holds",  # is the first operand's value above (below) the second's?
    "same",  # are the operands' values equal?
    "difference",
    "range",  # from the lowest to the highest
]


class Operand(NamedTuple):
    """One side of a comparison: the rows that its filter takes."""

    name: str
    filter: Filter


class Reckoning(NamedTuple):
    """A question understood: `sign` is the end asked for (1 the high one), `rank` and `many` the place and how many from there.

    `group` is a column whose values are told apart, `shown` the column whose cells are the answer, `within` what is done with the
    rows of an operand or group. `expected` is how many rows the question says there are (0: it does not say). `stated` says that the
    table itself has the total, which is quoted, not reckoned. `base` are the filters of the whole that a share is of.
    `names_table` says that the question calls the rows or a column by name, as "none" needs.
    """

    operation: Operation
    column: int | None = None
    filters: tuple[Filter, ...] = ()
    sign: int = 0
    rank: int = 1
    many: int = 1
    group: int | None = None
    shown: int | None = None
    operands: tuple[Operand, ...] = ()
    within: Literal["", "count", "sum", "average"] = ""
    base: tuple[Filter, ...] = ()
    expected: int = 0
    stated: bool = False
    weight: int = 0
    names_table: bool = False


class Reckoned(NamedTuple):
    """What was reckoned: the value, the rows that count, the working in plain words, and a sentence with both.

    Everything in `answer` but its small words is the text of cells and headers, or a number computed from them.
    """

    value: str
    rows: tuple[Row, ...]
    working: str
    answer: str
    table: Table
    reckoning: Reckoning
