"""Documents that say nearly the same, and where two of them differ: a table of last year beside one of this year."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing

from qa_bot.answering.contradictions import SAME_SENTENCE, differ_in_wording_alone
from qa_bot.corpora import LocatedSettings
from qa_bot.doctor.finding import Finding
from qa_bot.retrieval.duplicates import SAME_TEXT, containment, shingles
from qa_bot.storage.database import ALIVE, latest_generation, open_for_reading
from qa_bot.storage.servers import servers_of
from qa_bot.text.sentences import split_sentences
from qa_bot.verification.statement import statement_of

# More documents than this are not compared, nor more of a document than its beginning.
MOST_DOCUMENTS, MOST_CHARS = 2000, 20_000
# A run of words that more documents than this have is a letterhead.
MOST_SHARING = 20
NAMED = 5
SHOWN_CHARS = 80
_TEXTS = f"""SELECT n.source, substr(d.text, 1, :most) AS text FROM names n JOIN documents d ON d.id = n.document_id
    WHERE {ALIVE.format("n.")} GROUP BY d.id ORDER BY n.source"""
Pair = tuple[str, str]


def alike(settings: LocatedSettings) -> Iterator[Finding]:
    """Yield the pairs of documents that are near-copies of each other, and those that contradict each other."""
    texts = _texts(settings)
    pairs = near_copies(texts)
    sides = {pair: sentences for pair in pairs if (sentences := first_difference(texts[pair[0]], texts[pair[1]]))}
    for (one, other), (first, second) in list(sides.items())[:NAMED]:
        problem = f'{one} and {other} are near-copies that differ: "{_short(first)}" and "{_short(second)}"'
        yield Finding(name="documents-contradict", kind="advice", problem=problem, command=settings.command(f"show {one}"))
    if same := [pair for pair in pairs if pair not in sides]:
        told = "; ".join(" and ".join(pair) for pair in same[:NAMED])
        problem = f"{len(same)} pairs of documents say nearly the same ({told}): see which of them is to stay"
        yield Finding(name="documents-alike", kind="advice", problem=problem, command=settings.command(f"show {same[0][0]}"))


def near_copies(texts: dict[str, str]) -> list[Pair]:
    """Return the pairs of documents that share most of their runs of words."""
    runs = {name: shingles(text) for name, text in texts.items()}
    holders: dict[int, list[str]] = defaultdict(list)
    for name, own in runs.items():
        for run in own:
            holders[run].append(name)
    near: dict[Pair, int] = defaultdict(int)
    for names in holders.values():
        if 1 < len(names) <= MOST_SHARING:
            for place, one in enumerate(names):
                for other in names[place + 1 :]:
                    near[one, other] += 1
    return sorted((one, other) for one, other in near if _is_copy(runs[one], runs[other]))


def first_difference(one: str, other: str) -> tuple[str, str] | None:
    """Return the first sentences of two near-copies that are the same but for a number, a date or a name; None if none are."""
    first, second = _sentences(one), _sentences(other)
    known = set(second)
    others = [sentence for sentence in second if sentence not in set(first)]
    for sentence in first:
        if sentence in known or not others:
            continue
        own = shingles(sentence)
        nearest = max(others, key=lambda found: containment(own, shingles(found)))
        is_version = containment(own, shingles(nearest)) >= SAME_SENTENCE
        if is_version and not differ_in_wording_alone(statement_of(sentence), statement_of(nearest)):
            return sentence, nearest
    return None


def _texts(settings: LocatedSettings) -> dict[str, str]:
    with closing(open_for_reading(settings.index_dir, servers_of(settings))) as database:
        generation = latest_generation(database)
        if generation is None or not 1 < generation.documents <= MOST_DOCUMENTS:
            return {}
        rows = database.select(_TEXTS, g=generation.number, most=MOST_CHARS)
    return {row["source"]: row["text"] for row in rows}


def _is_copy(first: frozenset[int], second: frozenset[int]) -> bool:
    smaller, larger = sorted((len(first), len(second)))
    return smaller >= 0.5 * larger and containment(first, second) >= SAME_TEXT


def _sentences(text: str) -> Sequence[str]:
    return [" ".join(text[start:end].split()) for start, end in split_sentences(text)]


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= SHOWN_CHARS else f"{sentence[: SHOWN_CHARS - 1]}…"
