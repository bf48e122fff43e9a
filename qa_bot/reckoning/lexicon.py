"""The words of questions about tables: phrases of reckoning, measures with their adjectives, words of one meaning, fillers."""

from typing import NamedTuple

from qa_bot.reckoning.roots import root


class Measure(NamedTuple):
    """What an adjective measures: the words of headers that name it, and whether the adjective asks for the high end."""

    nouns: tuple[str, ...]
    sign: int


# A phrase and the code of the item that it makes; the longest phrase wins. `codes.py` says what each code is.
PHRASES: dict[str, str] = {
    phrase: code
    for code, text in {
        "H": "how many|number of|the number of|count of|count|how often|how many times|the amount of",
        "M": "how much",
        "W": "which|what|who|whom|whose|which of|which one|what are|which ones",
        "L": "list|show|name|give|find|tell|display|enumerate",
        "T": "total|in total|added together|added up|all added together|all added up|put together|sum|sum of|altogether|in all|combined|together|all together|overall|all in all|add up|in sum|totalled|summed|"
        "taken together|all told|sum total|grand total|the total of|aggregate|cumulative",
        "E": "average|on average|mean|on the average|in average|averages|typically",
        "I": "median",
        "%": "percentage|percentage of|what percentage of|share of|what share of|proportion|proportion of|what proportion of|percent of|what percent of|"
        "fraction of|what fraction of|what fraction|what share|what percent|share",
        "F": "difference|the difference|gap|range|spread",
        "U": "different|distinct|unique|various|separate|kinds of|types of|sorts of|different kinds of|different types of",
        "P": "per|by|for each|for every|in each|in every|of each|at each|from each|on each|each|grouped by|broken down by",
        "G": "all|every|everything|everyone|everybody|all of|all the|always|entire|whole",
        "Y": "the same|same|equal|equally|as much as|as many as|as much|as many|identical",
        "Z": "than|compared to|compared with|versus|vs|against",
        "B": "between|from among|among|out of",
        "&": "and|as well as|but|plus|along with|together with|&|and also|both",
        "|": "or|and/or|either",
        "!": "not|no|without|except|excluding|other than|outside|outside of|lacking|lack|lacks|dont|doesnt|isnt|arent|didnt|wasnt|werent|cannot|"
        "cant|hasnt|havent|wont|non|neither|nor|apart from|besides|missing|miss|misses|never|free of",
        "c": "most common|most frequent|most often|commonest|most frequently|most commonly",
        "K": "only|just",
    }.items()
    for phrase in text.split("|")
}
# Comparisons that need a number or a date after them.
COMPARATORS: dict[str, str] = {
    phrase: operator
    for operator, text in {
        ">": "over|above|exceeding|exceed|exceeds|exceeded|beyond|upwards of|in excess of|greater than|higher than|bigger than|larger than|more than|"
        "topping|surpass|surpasses|surpassing|north of",
        "<": "under|below|less than|fewer than|lower than|smaller than|beneath|short of",
        ">=": "at least|no less than|not less than|no fewer than|not fewer than|minimum of|a minimum of|not under|not below|min",
        "<=": "at most|no more than|not more than|up to|maximum of|a maximum of|within|not over|not above|max|not exceeding",
        "=": "exactly|equal to|equals|precisely|exact",
        "after": "after|later than|following",
        "before": "before|earlier than|prior to",
        "since": "since|in or after|on or after|from|starting from|starting in|from the year|as of",
        "until": "until|in or before|on or before|by the end of|till|up until|through",
        "in": "in the year|in year|during|in the course of|dated",
    }.items()
    for phrase in text.split("|")
}
# What follows a number and turns it into a bound.
SUFFIXES: dict[str, str] = {
    phrase: operator
    for operator, text in {
        ">=": "or more|or above|or higher|or over|and above|and more|and over|or greater|or longer|or older|or better|or later|or larger|and up|plus|"
        "or newer|upwards|or bigger|or heavier|or after|onwards|onward",
        "<=": "or less|or fewer|or under|or below|or lower|or cheaper|or younger|or earlier|or shorter|or smaller|and under|and below|or lighter|"
        "and less|or before|or older than that",
    }.items()
    for phrase in text.split("|")
}

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
    ("heavy", "weight mass|kg gram tonne", "light"),
    ("tall high", "height elevation altitude summit tall|", "short low"),
    ("big large huge spacious", _SIZE, "small tiny little"),
    ("populous populated", "population inhabitant resident", "unpopulated"),
    ("fast quick speedy", "speed velocity pace|", "slow"),
    ("slow", "time duration|minute hour", "fast quick"),
    ("deep", "depth", "shallow"),
    ("wide broad", "width breadth span", "narrow"),
    ("thick", "thickness", "thin"),
    ("hot warm", "temperature temp", "cold cool"),
    ("good great well", _RATING, "bad poor"),
    ("popular", "visitor popularity vote sales sold order downloads borrowed loans|view", "unpopular"),
    ("far distant remote", "distance|km", "near close"),
    ("strong powerful", "power strength alcohol abv horsepower watt", "weak"),
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
        ("cost costs costing priced charge charges", _PRICE),
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
        ("leave leaves depart departs left", "departure departs|time"),
        ("arrive arrives arriving arrived", "arrival arrives arrived|date day time"),
        ("sold sell sells", "sold sale units|quantity"),
        ("borrowed lent loaned due returned", "borrowed lent loaned due returned|date"),
        ("climb climbs climbing climbed rise rises rising", "ascent climb gain elevation"),
        ("live lives stand stands measure measures run runs", "|"),
    )
    for form in forms.split()
}
# Words that may stand for each other in headers, titles and questions.
_SAME = """price cost fee charge fare tariff rent|salary wage pay income earning|duration length time runtime|weight mass|
height elevation altitude|area size surface|kcal calorie energy|leave holiday vacation|town city|place location venue site|
country nation|job role position profession occupation post title|car vehicle|film movie|shop store|flat apartment|
student pupil learner|dish meal food|trip tour journey excursion|seat capacity place|author writer|score point mark|
rating score star|quantity amount stock number count piece unit qty|revenue sale turnover taking|category type kind class group genre|
colour color|phone telephone|visitor guest attendance attendee|population inhabitant people resident|expense cost amount spending expenditure|
staff employee worker colleague person people|member person people|person people name|product article item good|supplier vendor|
client customer|company firm business|course class lesson|room hall|team club|employee headcount staff|temperature temp|
bike bicycle|lorry truck|teacher tutor instructor|doctor physician|maker manufacturer brand producer|owner holder|
department division section|mountain peak summit|invoice bill|order purchase|animal creature|pet animal|plant species|book title|
language tongue|floor storey level|distance length|year date|date day|weekday day|departure depart leave|arrival arrive|start beginning|end finish|begin start|medal award|project initiative|serving portion helping|
trail walk path hike route|tenant renter|buy purchase"""
SYNONYMS: tuple[frozenset[str], ...] = tuple(
    frozenset(root(word) for word in group.split()) for group in _SAME.replace("\n", "").split("|")
)
# Everyone who may be meant by a column of names, where another column shows that they are people.
PEOPLE = frozenset(
    root(w)
    for w in "person people employee staff member worker colleague everyone everybody someone anyone anybody nobody".split()
)
OF_PEOPLE = frozenset(
    root(w)
    for w in "department salary wage age born birth birthday role job position profession hired joined leave holiday vacation surname manager email".split()
)
# What those do whom a header names, where the verb is another word.
AGENTS: dict[str, frozenset[str]] = {
    root(noun): frozenset(root(verb) for verb in verbs.split())
    for noun, verbs in (
        ("author", "write publish"),
        ("artist", "paint make sing record"),
        ("supplier", "supply deliver provide"),
        ("maker", "make build produce"),
        ("manufacturer", "manufacture make build produce"),
        ("brand", "make"),
        ("chef", "cook"),
        ("agent", "handle"),
        ("employee", "do make"),
        ("customer", "buy"),
        ("tenant", "rent"),
        ("responsible", "handle"),
    )
}
# Columns whose numbers "how many" never adds up.
RATINGS = frozenset(
    root(w) for w in "rating star stars grade age temperature rate percentage percent share level floor rank".split()
)
# Columns whose numbers belong to each row alone: an average by group is that of its rows.
LEVELS = RATINGS | frozenset(
    root(w)
    for w in (
        "price cost fee fare charge tariff rent salary wage size area height weight length depth width duration distance score speed page kcal calorie leave"
    ).split()
)
# Rows that are sums of money: the largest is the one with the highest amount.
SUMS_OF_MONEY = frozenset(
    root(w)
    for w in "invoice bill expense payment order purchase donation sale transaction cost grant loan budget fine refund booking salary".split()
)
# Headers of columns that hold people.
PERSONS = frozenset(
    root(w)
    for w in (
        "name person employee tenant author teacher owner player runner member manager director driver customer client artist winner captain "
        "student pupil guest patient coach tutor trainer holder seller trader keeper resident skier who speaker singer contact volunteer colleague rider swimmer candidate child"
    ).split()
)
GENERIC = frozenset(root(w) for w in "row entry entries item record thing stuff one ones line option option choice".split())
FILLERS = frozenset(
    """a an the is are was were be been being am do does did doing have has had having can could would of in on at to for
    with it its they them their theirs there here this that these those we our us me my if so as any some please into onto
    about while then also very much many ever too per's s re ve ll d get gets got getting find found listed list lists
    listing table tables sheet data according given shown show recorded following offered offer offers offering contain
    contains containing include includes including included belong belongs belonging locate located situated based placed
    give gives call called named name names number numbers cell column terms respect among whose that's measured measure
    total's say says tell do's exist exists available currently what's priced who's costing weighing reach reaches reached
    rank ranks ranked ranking just which who whom game games match matches across along today now still yet i you your yours already own owns""".split()
)


# Verbs that say nothing where a value stands beside them ("who works in Sales"), but are a condition of their own where none does.
LIGHT_VERBS = frozenset(
    root(word)
    for word in (
        """employ work live serve need require use make go run take keep stand hold lie come bring attend visit cover grow play study practise
        learn carry travel fly sail stop appear participate compete enrol assign fall classify label mark tag count consider speak produce
        deal handle arrange rate grade leave put assign store stock cross span pass charge export import plant fill feed weigh drive cook register enter represent tour cycle walk"""
    ).split()
)
FILLER_PHRASES = frozenset(
    (
        "came out",
        "come out",
        "comes out",
        "take place",
        "takes place",
        "took place",
        "taking place",
        "taken place",
        "at all",
        "or not",
        "at the moment",
        "right now",
        "at present",
        "these days",
        "so far",
        "out on",
        "of them",
        "a piece",
        "have to",
        "has to",
        "come to",
        "comes to",
        "take home",
        "takes home",
        "took home",
        "taken home",
        "let you",
        "lets you",
    )
)


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


PLAIN, COMPARATIVE, SUPERLATIVE = _measures()
EVEN_HIGH = frozenset(_HIGH.split())
EVEN_LOW = frozenset(_LOW.split())
ORDINALS = {word: place for place, word in enumerate("second third fourth fifth sixth seventh eighth ninth tenth".split(), 2)}
ORDINALS |= {word: place for place, word in enumerate("2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(), 2)}
COUNTING = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: value
    for value, word in zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
}
# Durations in words, with their number and unit.
DURATIONS = {
    "an hour": ("1", "h"), "half an hour": ("30", "min"), "half hour": ("30", "min"), "a quarter of an hour": ("15", "min"),
    "an hour and a half": ("90", "min"), "one and a half hours": ("90", "min"), "three quarters of an hour": ("45", "min"),
    "two and a half hours": ("150", "min"), "an hour and a quarter": ("75", "min"), "a minute": ("1", "min"), "a quarter hour": ("15", "min"),
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "k": 1000, "m": 1_000_000}
