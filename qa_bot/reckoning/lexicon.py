"""The words of questions about tables: phrases of reckoning, comparisons, numbers, and what says nothing."""

from qa_bot.reckoning.roots import root
from qa_bot.text import english

# A phrase and the code of the item that it makes; the longest phrase wins. `items.py` says what each code is.
PHRASES: dict[str, str] = {
    phrase: code
    for code, text in {
        "H": "how many|number of|the number of|count of|count|how often|how many times|the amount of",
        "M": "how much",
        "W": "which|what|who|whom|whose|which of|which one|what are|which ones",
        "L": "list|show|name|give|find|tell|display|enumerate",
        "T": "total|in total|added together|added up|all added together|all added up|put together|sum|sum of|altogether|in all|combined|together|all together|overall|all in all|add up|in sum|totalled|summed|"
        "taken together|all told|sum total|grand total|the total of|aggregate|cumulative|come to|comes to|came to|amount to|amounts to|between them|in one go|all at once|at once",
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
        "v": "look after|looks after|looked after|take care of|takes care of|bring in|brings in|brought in|take in|takes in|took in",
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
        "after": "after|later than|following|after the end of|past",
        "before": "before|earlier than|prior to|before the start of|before the beginning of|ahead of",
        "since": "since|since the start of|since the beginning of|not before|no earlier than|in or after|on or after|from|starting from|starting in|from the year|as of",
        "until": "until|in or before|on or before|by the end of|before the end of|no later than|not later than|not after|till|up until|through",
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
        deal handle arrange rate grade leave put assign store stock cross span pass charge export import plant fill feed weigh drive cook register enter represent tour cycle walk
        allow accept welcome permit see"""
    ).split()
)
FILLER_PHRASES = frozenset(
    (
        "can you tell me",
        "could you tell me",
        "please tell me",
        "tell me",
        "do you know",
        "i would like to know",
        "id like to know",
        "i want to know",
        "do we know",
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
        "take home",
        "takes home",
        "took home",
        "taken home",
        "let you",
        "lets you",
    )
)


ORDINALS = {word: place for word, place in english.ORDINALS.items() if place > 1}
# Adjectives of headers that say by what a number is counted.
RATES = {"monthly": "month", "daily": "day", "weekly": "week", "hourly": "hour", "yearly": "year", "annual": "year"}
COUNTING = english.NUMBERS
# Durations in words, with their number and unit.
DURATIONS = {
    "an hour": ("1", "h"), "half an hour": ("30", "min"), "half hour": ("30", "min"), "a quarter of an hour": ("15", "min"),
    "an hour and a half": ("90", "min"), "one and a half hours": ("90", "min"), "three quarters of an hour": ("45", "min"),
    "two and a half hours": ("150", "min"), "an hour and a quarter": ("75", "min"), "a minute": ("1", "min"), "a quarter hour": ("15", "min"),
}  # fmt: skip
SCALES = {word: scale for word, scale in english.SCALES.items() if word != "trillion"} | {"k": 1000, "m": 1_000_000}
