"""What is reckoned equals what a naive computation gives, on random tables."""

import random
from decimal import ROUND_HALF_UP, Decimal

import pytest

from qa_bot.reckoning.reckon import reckon
from tests.reckoning.tables import table_from

KINDS = ("sofa", "lamp", "chair", "desk")


def random_table(seed):
    """Return a table of things with prices in one of three styles, some empty, and the numbers that stand in it."""
    rng = random.Random(seed)
    style = rng.choice(("plain", "english", "german"))
    rows = []
    for number in range(rng.randint(3, 40)):
        price = None if rng.random() < 0.1 else Decimal(rng.randint(100, 999_999)) / 100
        rows.append((f"Thing {number:03d}x", rng.choice(KINDS), price, rng.choice(("yes", "no"))))
    lines = [f"{name};{kind};{written(price, style)};{vegan}" for name, kind, price, vegan in rows]
    return table_from("\n".join(["article;kind;price (EUR);in use", *lines]), "things.csv", "things"), rows


def written(price, style):
    if price is None:
        return ""
    if style == "german":
        return f"{price:,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{price:,.2f}" if style == "english" else f"{price:.2f}"


def number_of(value):
    """Return the number of a value whose column has two decimals, whatever its marks."""
    digits = "".join(c for c in value if c.isdigit())
    return Decimal(digits) / 100


@pytest.mark.parametrize("seed", range(20))
def test_counts_sums_averages_and_ends_are_those_of_a_naive_computation(seed):
    table, rows = random_table(seed)
    kind = KINDS[seed % len(KINDS)]
    of_kind = [row for row in rows if row[1] == kind]
    prices = [row[2] for row in of_kind if row[2] is not None]
    bar = Decimal(seed * 137 % 9000)
    above = [row for row in rows if row[2] is not None and row[2] > bar]

    assert reckon(f"How many articles cost more than {bar} euros?", [table]).value == str(len(above))
    assert reckon("How many articles are in use?", [table]).value == str(sum(row[3] == "yes" for row in rows))
    if prices:
        assert reckon(f"How many articles are of the kind {kind}?", [table]).value == str(len(of_kind))
        assert number_of(reckon(f"What is the total price of the {kind}s?", [table]).value) == sum(prices)
        mean = (sum(prices) / len(prices)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert number_of(reckon(f"What is the average price of the {kind}s?", [table]).value) == mean
        assert number_of(reckon(f"What is the highest price of the {kind}s?", [table]).value) == max(prices)
        cheapest = [row[0] for row in of_kind if row[2] == min(prices)]
        assert reckon(f"Which {kind} is the cheapest?", [table]).value == ", ".join(cheapest)


WORDS = (
    "how many which what who is the does of more less than most least cheapest price kind sofa lamp total average over under 20 between and or not "
    "articles in use per each second two 2019 before Thing 001x , ? cost euros difference same both all any without highest long"
).split()


@pytest.mark.parametrize("seed", range(40))
def test_no_row_of_words_breaks_it(seed):
    rng = random.Random(seed)
    table, _ = random_table(seed)
    question = " ".join(rng.choice(WORDS) for _ in range(rng.randint(0, 14)))
    reckoned = reckon(question, [table])
    assert reckoned is None or (reckoned.rows and reckoned.working and reckoned.value)
