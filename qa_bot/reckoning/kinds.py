"""What rows may be called by what their table holds: laptops and phones are devices, speakers with topics give talks."""

from qa_bot.reckoning.columns import Sheet, cell_text
from qa_bot.reckoning.roots import root, roots_of

# Nouns and what they are the kind of.
_KINDS: tuple[tuple[str, str], ...] = (
    ("device machine gadget asset hardware equipment", "laptop desktop computer phone tablet printer monitor server router camera scanner projector headset notebook mouse keyboard"),
    ("computer pc", "laptop desktop notebook workstation server"),
    ("vehicle", "car van truck lorry bus coach tractor motorbike motorcycle scooter bike bicycle trailer minibus pickup suv estate hatchback saloon"),
    ("animal creature pet", "dog cat horse rabbit hamster bird parrot snake tortoise goat sheep cow pig hen duck goose donkey pony fish lizard ferret"),
    ("drink beverage", "tea coffee juice beer wine water cocoa lemonade smoothie cider espresso latte cola spirit"),
    ("fruit", "apple pear plum cherry quince peach grape orange lemon banana berry strawberry raspberry apricot fig"),
    ("vegetable", "tomato carrot bean pea squash cabbage lettuce leek onion potato beet cucumber pepper kale spinach radish pumpkin"),
    ("tool implement", "hammer saw drill spade rake wrench screwdriver chisel sander mower trimmer ladder plane shovel axe"),
    ("instrument", "violin viola cello piano guitar flute clarinet trumpet horn harp drum trombone oboe saxophone"),
    ("boat vessel", "yacht dinghy canoe kayak ferry skiff rowboat catamaran punt barge"),
    ("building", "church school hall house tower castle mill barn warehouse station"),
    ("tree", "oak beech birch maple pine spruce fir ash elm lime willow chestnut yew apple pear plum cherry"),
    ("furniture", "chair table desk sofa bed shelf wardrobe stool bench cabinet cupboard lamp"),
    ("garment clothes", "shirt coat jacket dress skirt trouser hat scarf glove sock jumper sweater"),
)  # fmt: skip
# Headers of those who do something, headers beside them, and what each row is then.
_DEEDS: tuple[tuple[str, str, str], ...] = (
    ("speaker lecturer presenter", "topic room subject audience minutes", "talk lecture presentation speech"),
    ("teacher tutor instructor leader", "day fee price level starts room", "course class lesson workshop"),
    ("guide", "hours price starts group difficulty", "tour walk trip excursion"),
    ("guest", "nights room arrival check-in", "booking stay reservation"),
    ("patient", "doctor time date", "appointment visit"),
    ("customer client buyer", "product item amount date total", "order sale purchase"),
    ("borrower reader", "book title due", "loan"),
    ("home host", "away guest score", "match game"),
    ("director", "minutes runtime year genre", "film movie"),
    ("author writer", "pages isbn publisher genre", "book"),
    ("donor", "amount date", "donation gift"),
    ("tag", "model type price", "asset device machine"),
    ("tracking", "carrier destination weight", "parcel package shipment"),
    ("bedrooms", "rent price floor", "flat home house property apartment"),
    ("plate registration mileage", "model make fuel", "car vehicle"),
    ("reporter assignee", "status priority severity", "issue bug ticket"),
)
# So many of a column's words must be of a kind.
_ALIKE = 0.8


def nouns_of(sheet: Sheet) -> frozenset[str]:
    """Return the roots of the nouns that rows may be called by; none that a header has."""
    headers = [set(column.stems) for column in sheet.columns]
    known = set().union(*headers)
    nouns = {noun for who, beside, names in _DEEDS if _roots(who) & known and _roots(beside) & known for noun in _roots(names)}
    for column in sheet.columns:
        texts = [cell_text(row, column.place) for row in sheet.rows] if column.kind == "words" else []
        nouns |= _kinds_of([set(roots_of(text)) for text in texts if text])
    return frozenset(nouns - known)


def _kinds_of(cells: list[set[str]]) -> set[str]:
    found: set[str] = set()
    for names, members in _KINDS:
        if len(cells) > 1 and sum(bool(cell & _roots(members)) for cell in cells) >= _ALIKE * len(cells):
            found |= _roots(names)
    return found


def _roots(words: str) -> set[str]:
    return {root(word) for word in words.split()}
