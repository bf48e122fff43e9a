"""Nouns of headers and questions: those of one meaning, those of people, those of numbers that are not added up."""

from collections.abc import Collection, Iterable

from qa_bot.reckoning.roots import root

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
trail walk path hike route|tenant renter|buy purchase|boat ship vessel ferry craft|
parcel package shipment consignment|painting picture artwork|song track tune|machine device appliance|donation gift|seminar lecture talk|
shop branch outlet|bug defect|house home property|job task|novel book|match game fixture|stall booth stand|site location|
variety cultivar|play show production|bus coach|prize award|garment clothes|screw bolt|coin|tree|exhibit object artefact|case incident|
complaint grievance|patient|beer ale|hotel guesthouse|museum gallery|journey ride trip|class workshop course|campsite campground|
cabin hut lodge|sculpture statue|bird|fish|insect|van minibus|hen chicken|cow cattle|quote quotation|episode instalment|
tournament competition contest|reader borrower|ticket pass|speaker presenter|recipe dish|grant award|tool implement"""
SYNONYMS: tuple[frozenset[str], ...] = tuple(
    frozenset(root(word) for word in group.split()) for group in _SAME.replace("\n", "").split("|")
)


def alike(words: Collection[str]) -> frozenset[str]:
    """Return the roots that may stand for some roots, these included."""
    return frozenset(words).union(*(group for group in SYNONYMS if not group.isdisjoint(words)))


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
        ("guide", "lead run take"),
        ("host", "present"),
        ("coach", "train"),
        ("captain", "sail steer"),
        ("conductor", "lead"),
        ("operator", "run own"),
        ("carrier", "take bring deliver transport"),
        ("agent", "handle"),
        ("employee", "do make"),
        ("customer", "buy"),
        ("tenant", "rent"),
        ("responsible", "handle"),
    )
}
# Columns whose numbers "how many" never adds up.
RATINGS = frozenset(
    root(w)
    for w in "rating star stars grade age temperature temp avg mean humidity density ratio index speed rate percentage percent share level floor rank".split()
)
_NEVER_ADDED = frozenset(("%", "°c", "km/h", "mph"))


def sums_up(stems: Iterable[str], unit: str | None) -> bool:
    """Tell whether numbers under a header, of a unit, may be added up: temperatures and shares may not."""
    return unit not in _NEVER_ADDED and not RATINGS & set(stems)


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
        "student pupil guest patient coach tutor trainer holder seller trader keeper resident skier who speaker singer contact volunteer assigned user guide presenter lecturer donor repairer organiser leader instructor colleague rider swimmer candidate child"
    ).split()
)
GENERIC = frozenset(root(w) for w in "row entry entries item record thing stuff one ones line option option choice".split())
# What happens: the rows of a table that begins with when it does.
HAPPENINGS = frozenset(
    root(w)
    for w in "event act session activity appointment meeting talk lecture concert show course lesson workshop tour trip match game fixture race stage entry".split()
)
