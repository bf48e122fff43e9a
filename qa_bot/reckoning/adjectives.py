"""What adjectives and verbs measure: the words of headers that name it, and which end of it they ask for."""

from typing import NamedTuple


class Measure(NamedTuple):
    """What an adjective measures: the words of headers that name it, and whether the adjective asks for the high end."""

    nouns: tuple[str, ...]
    sign: int


_PRICE = "price cost fee charge fare toll tariff rent premium|amount expense value spending total"
_PAY = "salary wage pay income earnings|"
_TIME = (
    "date year founded established built opened opening launched released published completed constructed created inaugurated "
    "started start since joined hired born birth due departure arrival departs arrives deadline ordered purchased bought|time day when"
)
_AGE = "year founded established built opened opening launched released published completed constructed created inaugurated born birth made painted composed written planted struck minted printed erected|since date bought purchased"
_LENGTH = "length duration distance runtime time tenure span long|minute hour day km pages kilometre mile meter"
_SIZE = "size area population surface capacity volume|room seat space bed pitch employee member inhabitant headcount resident staff student"
_RATING = "rating score star grade review mark stars|point"
_ADJECTIVES: tuple[tuple[str, str, str], ...] = (
    ("expensive costly pricey dear", _PRICE, "cheap inexpensive affordable"),
    ("valuable", "value worth|price", "worthless"),
    ("old aged", "age", "young"),
    ("modern young", _AGE, "old"),
    ("new recent late", _TIME, "early soon"),
    ("long lengthy", _LENGTH, "short brief"),
    ("heavy", "weight mass|kg gram tonne|rain rainfall snow traffic load", "light"),
    ("tall high", "height elevation altitude summit tall|", "short low"),
    ("big large huge spacious", _SIZE, "small tiny little"),
    ("populous populated", "population inhabitant resident", "unpopulated"),
    ("fast quick speedy", "speed velocity pace|", "slow"),
    ("slow", "time duration|minute hour", "fast quick"),
    ("deep", "depth|snow", "shallow"),
    ("wide broad", "width breadth span", "narrow"),
    ("thick", "thickness", "thin"),
    ("hot warm", "temperature temp|°c", "cold cool"),
    ("steep", "gradient slope incline", "gentle flat"),
    ("rainy wet", "rainfall rain precipitation", "dry"),
    ("sunny", "sunshine sun", "cloudy"),
    ("salty", "salt", ""),
    ("fatty", "fat", "lean"),
    ("spicy", "heat spice scoville", "mild"),
    ("profitable", "profit margin", "unprofitable"),
    ("windy", "wind gust", "calm"),
    ("dense", "density", ""),
    ("crowded", "visitor attendance occupancy", ""),
    ("rare", "", "common"),
    ("good great well", _RATING, "bad poor"),
    ("popular", "visitor popularity vote sales sold order downloads borrowed loans|view", "unpopular"),
    ("far distant remote", "distance range reach|km", "near close"),
    ("strong powerful", "power strength alcohol abv horsepower watt|wind current", "weak"),
    ("loud noisy", "noise loudness volume decibel", "quiet"),
    ("bright", "brightness lumen magnitude", "dim"),
    ("sweet", "sweetness sugar", "sour"),
    ("hard difficult", "difficulty hardness", "easy"),
    ("rich wealthy", "wealth income gdp fortune", "poor"),
    ("busy", "visitor passenger traffic guest order", "quiet"),
    ("healthy", "", ""),
)
_IRREGULAR = {
    "good": ("better", "best"), "well": ("better", "best"), "bad": ("worse", "worst"), "poor": ("poorer", "poorest"),
    "far": ("farther further", "farthest furthest"), "little": ("lesser", "littlest"), "late": ("later", "latest last"),
    "early": ("earlier", "earliest first"), "old": ("older elder", "oldest eldest"), "near": ("nearer", "nearest"),
}  # fmt: skip
# Adjectives that only say which end: the measure stands beside them or goes without saying.
_HIGH = "high large great big"
_LOW = "low small little"
HIGHEST = frozenset("highest largest greatest biggest most maximum maximal max top peak record".split())
LOWEST = frozenset("lowest smallest least fewest minimum minimal min bottom".split())
HIGHER = frozenset("higher larger greater bigger more".split())
LOWER = frozenset("lower smaller less fewer".split())
VERBS: dict[str, tuple[str, ...]] = {
    form: (*nouns.split("|"),)
    for forms, nouns in (
        ("cost costs costing priced charge charges charged", _PRICE),
        ("spend spent spending pay pays", f"{_PRICE}|{_PAY.rstrip('|')}"),
        ("worth valued", "value worth price|amount"),
        ("weigh weighs weighing weighed", "weight mass|kg gram"),
        ("earn earns earned earning paid", _PAY),
        ("last lasts lasted lasting take takes took taking", "duration time runtime|length|minute hour day"),
        ("score scored scores rated", _RATING),
        ("seat seats accommodate accommodates hold holds sleep sleeps fit fits", "capacity seat place bed person people sleep"),
        ("open opened opens", "opened opening founded established|since year"),
        (
            "founded established started launched began start starts",
            "founded established founding started launched start since|first begin beginning|year date",
        ),
        ("built constructed completed erected", "built completed constructed construction finished|year date"),
        ("born", "born birth birthday birthdate|year date"),
        ("joined hired join", "joined hired start started since joining hiring|year date"),
        ("released published launched appeared issued", "released published launched release publication published|year date"),
        ("moved", "moved since arrived|date year"),
        ("bought purchased ordered acquired", "bought purchased ordered purchase acquired order|date year"),
        ("planted struck minted printed", "planted struck minted printed|year date"),
        ("happened happen held place scheduled", "date|day year"),
        ("listened attended watched", "audience attendance listener viewer spectator visitor participant"),
        ("expire expires expiring", "expiry expires until valid|"),
        ("leave leaves depart departs left", "departure departs|time"),
        ("arrive arrives arriving arrived", "arrival arrives arrived|date day time"),
        ("sold sell sells", "sold sale units|quantity"),
        (
            "harvest harvested produce produces produced generate generates generated yield yields yielded",
            "yield output production harvest generation|",
        ),
        ("borrowed lent loaned due returned", "borrowed lent loaned due returned|date"),
        ("climb climbs climbing climbed rise rises rising", "ascent climb gain elevation"),
        ("live lives stand stands measure measures run runs", "|"),
    )
    for form in forms.split()
}


def _forms(base: str) -> tuple[list[str], list[str]]:
    """Return the comparative and superlative forms of an adjective."""
    if base in _IRREGULAR:
        comparative, superlative = _IRREGULAR[base]
        return comparative.split(), superlative.split()
    if base.endswith("y"):
        root = base[:-1] + "i"
    elif base.endswith("e"):
        root = base[:-1]
    elif len(base) <= 4 and base[-1] in "bdgmnt" and base[-2] in "aeiou" and base[-3] not in "aeiou":
        root = base + base[-1]
    else:
        root = base
    return [root + "er"], [root + "est"]


def _measures() -> tuple[dict[str, tuple[Measure, ...]], dict[str, tuple[Measure, ...]], dict[str, tuple[Measure, ...]]]:
    """Return the adjectives in their plain, comparative and superlative forms with what they may measure, likeliest first."""
    tables: tuple[dict[str, tuple[Measure, ...]], ...] = ({}, {}, {})
    for high, nouns, low in _ADJECTIVES:
        for words, sign in ((high, 1), (low, -1)):
            for base in words.split():
                comparatives, superlatives = _forms(base)
                for table, forms in zip(tables, ([base], comparatives, superlatives), strict=True):
                    for form in forms:
                        table[form] = (*table.get(form, ()), Measure(tuple(nouns.split("|")), sign))
    return tables[0], tables[1], tables[2]


def _superlatives() -> dict[str, str]:
    """Return the superlative of each comparative."""
    forms = [_forms(base) for high, _, low in _ADJECTIVES for base in (*high.split(), *low.split())]
    return {
        "more": "most", "less": "least",
        **{comparative: superlatives[0] for comparatives, superlatives in forms for comparative in comparatives},
    }  # fmt: skip


PLAIN, COMPARATIVE, SUPERLATIVE = _measures()
SUPERLATIVE_OF = _superlatives()
EVEN_HIGH = frozenset(_HIGH.split())
EVEN_LOW = frozenset(_LOW.split())
