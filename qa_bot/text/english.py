"""The closed word classes of English, each written down once: months, weekdays, numbers, auxiliaries, prepositions, titles."""

from collections.abc import Mapping, Sequence

MONTHS: Sequence[str] = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# The number of a month by its name and its usual abbreviations.
MONTH_NUMBERS: Mapping[str, int] = {
    written: number for number, name in enumerate(MONTHS, 1) for written in (name, name[:3])
} | {"sept": 9}
# A pattern for the names of the months in any letter case, the longest first.
MONTH = "|".join(MONTHS)
ANY_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
# Those that a full stop shortens.
MONTH_ABBREVIATION = "|".join(written for written in MONTH_NUMBERS if written not in MONTHS)
WEEKDAYS: Sequence[str] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = "|".join(WEEKDAYS)

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS: Mapping[str, int] = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}
# The place that a word names, from 1 to 10.
ORDINALS: Mapping[str, int] = {
    written: place
    for place, names in enumerate(
        "first/1st second/2nd third/3rd fourth/4th fifth/5th sixth/6th seventh/7th eighth/8th ninth/9th tenth/10th".split(), 1
    )
    for written in names.split("/")
}
SCALES: Mapping[str, int] = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}

AUXILIARIES: Sequence[str] = (
    "is are was were do does did has have had can could will would shall should may might must"
).split()
AUXILIARY = "|".join(AUXILIARIES)
BE = frozenset("is are was were be been being".split())
QUESTION_WORD = "who|whom|whose|what|when|where|why|how|which"

# What every list of prepositions has; those who need more of them add their own.
PREPOSITIONS: Sequence[str] = "about against at for from in on since to under with".split()
# A pattern for the titles and roles of persons.
TITLE = (
    r"(?:president|chancellor|minister|premier|prime|secretary|general|leader|spokes\w+|chairman|chairwoman|director|"
    r"ambassador|envoy|king|queen|prince|princess|mr|mrs|ms|miss|dr|doctor|professor|prof|sir|lady|captain|colonel|judge|"
    r"senator|governor|mayor|pope|bishop|author|player|coach|actor|actress|singer)"
)
# Words that open a sentence without being names.
OPENERS = frozenset(
    """according additionally all also although another any and as at because before after both but by despite during each
    either even every few finally first following furthermore given half hence here however in indeed instead it its last
    later like many meanwhile more moreover most neither nevertheless next nobody none once one only other over rather second
    several similarly since some still such that the their then there therefore these they third this those though through
    throughout thus today together two under unlike until upon what when where whereas whether which while who with within
    without yes yet three four five six seven eight nine ten overall specifically notably people anyone everyone""".split()
)
# Countries whose people and language have names of another stem.
DEMONYMS = frozenset(
    frozenset(pair.split("/"))
    for pair in """france/french turkey/turkish wales/welsh spain/spanish greece/greek denmark/danish netherlands/dutch
    holland/dutch switzerland/swiss britain/british uk/british kingdom/british england/english ireland/irish poland/polish
    scotland/scottish cyprus/cypriot thailand/thai philippines/filipino emirates/emirati us/american america/american
    usa/american states/american finland/finnish sweden/swedish portugal/portuguese iraq/iraqi yemen/yemeni oman/omani
    qatar/qatari kuwait/kuwaiti peru/peruvian congo/congolese norway/norwegian lebanon/lebanese flanders/flemish
    uae/emirati eu/european union/european czechia/czech""".split()
)
# Past participles that do not end in -ed, by the verb's other forms: as it is, and in the past if that is another word.
IRREGULAR_PARTICIPLES: Mapping[str, str] = {
    form: forms.split("/")[-1]
    for forms in """begin/began/begun bring/brought build/built buy/bought catch/caught choose/chose/chosen cut do/did/done
    draw/drew/drawn drink/drank/drunk drive/drove/driven feed/fed find/found fly/flew/flown forbid/forbade/forbidden
    forget/forgot/forgotten get/got give/gave/given grow/grew/grown hang/hung hide/hid/hidden hit hold/held keep/kept
    know/knew/known lay/laid lead/led lend/lent lose/lost make/made meet/met pay/paid put read ride/rode/ridden
    ring/rang/rung run/ran/run say/said see/saw/seen sell/sold send/sent set shoot/shot shut sing/sang/sung speak/spoke/spoken
    spend/spent steal/stole/stolen sweep/swept swim/swam/swum take/took/taken teach/taught tear/tore/torn tell/told
    throw/threw/thrown understand/understood wear/wore/worn win/won wind/wound write/wrote/written""".split()
    for form in forms.split("/")
}
