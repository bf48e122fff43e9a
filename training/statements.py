"""Turn a question and its answer into one statement: a person's paraphrase of a passage; and make false ones as well."""

import random
import re
from collections import defaultdict
from collections.abc import Sequence

from training.rows import Answer, ClaimRow, QuestionRow

SOURCE = "qa-statements"
STATEMENT_SHARE = 0.8
# Generated questions already have claims; those over chats are hardly grammatical.
_UNFIT = ("gen-", "molweni")
_ENDS = "of to in on at by for with from as into about than under over through after before against between".split()
_VERB = (
    r"(?:[a-z]{2,}(?:ed|es|[a-rt-z]s)|became|began|broke|brought|built|came|chose|cut|drew|fell|felt|fought|found|gave|got|grew|held|hit|kept|knew|laid|"
    r"led|left|lost|made|met|paid|put|ran|rose|said|sang|saw|sent|set|shot|sold|spent|spoke|stood|struck|taught|told|took|went|won|wore|wrote)"
)
_SUBJECT = re.compile(
    rf"^(?:who|what|which|(?:which|what)(?: [a-z]+){{1,3}}?) (?P<verb>{_VERB})(?<! does)(?<! has)(?<! was)(?<! is)(?P<rest> .+?)\??$",
    re.IGNORECASE,
)
_BE = re.compile(
    r"^(?:who|what|which(?: [a-z]+){1,3}?) (?P<be>is|are|was|were) (?P<rest>(?:the|a|an|[a-z]+ed|called|known|made|given|born|one) ?.+?)\??$",
    re.IGNORECASE,
)
_HAVE = re.compile(r"^how many (?P<what>.+?) (?:does|do|did) (?P<who>.+?) have(?P<rest>(?: .+?)?)\??$", re.IGNORECASE)
_THERE = re.compile(r"^how many (?P<what>.+?) (?P<be>is|are|was|were) there(?P<rest>(?: .+?)?)\??$", re.IGNORECASE)
_PASSIVE = re.compile(
    r"^(?P<ask>when|where|in what year|in which year) (?P<be>was|were|is|are) (?P<who>.+?) (?P<did>[a-z]+ed|built|born|held|made|found|written|won|lost|sold|sent|taken|given|killed|known|begun|broken|chosen|drawn|fought|kept|laid|led|left|set|shown|spent|struck|taught|thrown)(?P<rest>(?: .+?)?)\??$",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"^how many (?P<rest>(?P<what>[a-z]+(?: [a-z]+)?) (?!(?:is|are|was|were|do|does|did|has|have|had|can|will|would)\b)[a-z]+ .+?)\??$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^(?:in|on|at|from|during|after|before|by|near|since|until|between|around|under|along|within|outside|throughout)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?:c\. ?)?\d{3,4}s?$")


def statement(question: str, answer: str) -> str | None:
    """Return the question with its answer as a sentence, or None if no rule is sure of the grammar."""
    question = question.strip()
    if (
        not 4 <= len(question.split()) <= 25
        or (re.search(r"(?i)\b(?:did|do|does|is it|was it|'s) ", question[5:]) and not question.lower().startswith("how many"))
        or len(answer.split()) > 9
        or question.rstrip("?").split()[-1].lower() in _ENDS
    ):
        return None
    answer = answer.strip(" .,;")
    made = None
    if match := _BE.match(question):
        rest = match["rest"]
        turned = rest.startswith(("the ", "a ", "an ")) and not re.search(r" (?:that|who|which|where|when) ", rest)
        made = f"{rest} {match['be']} {answer}" if turned and len(rest) % 2 else f"{answer} {match['be']} {rest}"
    elif match := _HAVE.match(question):
        made = (
            f"{match['who']} {'have' if ' do ' in question else 'had' if ' did ' in question else 'has'} {answer} {match['what']}{match['rest']}"
            if not _has(match["what"], answer)
            else f"{match['who']} has {answer}{match['rest']}"
        )
    elif match := _THERE.match(question):
        made = (
            f"There {match['be']} {answer}{match['rest']}"
            if _has(match["what"], answer)
            else f"There {match['be']} {answer} {match['what']}{match['rest']}"
        )
    elif match := _PASSIVE.match(question):
        link = (
            ""
            if _PLACE.match(answer)
            else "in "
            if match["ask"].lower() != "when"
            or _YEAR.match(answer)
            or (answer.split()[0] in _MONTHS and not re.search(r" \d{1,2}\b", answer))
            else "on "
        )
        made = f"{match['who']} {match['be']} {match['did']}{match['rest']} {link}{answer}"
    elif (
        not re.search(r" (?:did|do|does|have|has|had|are|is|was|were) ", question)
        and (match := _MANY.match(question))
        and not _has(match["what"], answer)
    ):
        made = f"{answer} {match['rest']}"
    elif match := _SUBJECT.match(question):
        made = f"{answer} {match['verb']}{match['rest']}"
    if not made or re.search(r"(?i)\b(was|is|are|were) \1\b|\b(?:called|named)\.?$", made):
        return None
    return f"{made[0].upper()}{made[1:]}."


_MONTHS = frozenset("January February March April May June July August September October November December".split())


def statements(questions: Sequence[QuestionRow], rng: random.Random) -> list[ClaimRow]:
    """Return claims made from questions over the same passages: with the right answer, and with another of the same kind."""
    by_passage: dict[str, list[QuestionRow]] = defaultdict(list)
    for row in questions:
        if not row.source.startswith(_UNFIT) and row.evidence is None and not row.answers_are_sentences:
            by_passage[row.passage].append(row)
    made = []
    for passage, rows in by_passage.items():
        answers = [answer for row in rows for answer in row.answers]
        for row in rows:
            if row.answers and rng.random() < STATEMENT_SHARE:
                answer = rng.choice(row.answers)
                if said := statement(row.question, answer.text):
                    made.append(ClaimRow(SOURCE, said, passage, "supported"))
                others = [
                    other.text
                    for other in answers
                    if _alike(other.text, answer.text) and not any(_shares(other, own) for own in row.answers)
                ]
                if others and (wrong := statement(row.question, rng.choice(others))):
                    made.append(ClaimRow(SOURCE, wrong, passage, "unsupported"))
            elif not row.answerable and answers and "-neg-" not in row.source and rng.random() < STATEMENT_SHARE:
                made += (
                    [ClaimRow(SOURCE, wrong, passage, "unsupported")]
                    if (wrong := statement(row.question, rng.choice(answers).text))
                    else []
                )
    return list(dict.fromkeys(made))


def _has(what: str, answer: str) -> bool:
    return what.split()[-1].lower().rstrip("s") in answer.lower()


_KINDS = tuple(
    re.compile(pattern) for pattern in (r"%|per ?cent", r"[$€£]", r"\b(?:1\d|20)\d\d\b|^\d{3}$", r"^[\d,.]+$", r"\d", r"^[A-Z]")
)


def _alike(one: str, other: str) -> bool:
    """Return whether two answers are of one kind: shares, sums, years, numbers, with a number, names, or none of these."""
    return _kind(one) == _kind(other)


def _kind(text: str) -> int:
    return next((kind for kind, pattern in enumerate(_KINDS) if pattern.search(text)), len(_KINDS))


def _shares(one: Answer, other: Answer) -> bool:
    a, b = one.text.lower(), other.text.lower()
    return a in b or b in a or bool({*a.split()} & {*b.split()} - {"the", "of", "a", "and", "in"})
