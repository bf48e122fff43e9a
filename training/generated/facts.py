"""Rows of facts.txt: a fact is said one way and asked another. Usage: python facts.py OUT

A line of facts.txt is a fact: sentences || questions in other words || claims that follow || claims that do not ||
questions about the same thing that stay open; ~ parts the alternatives, [] marks the answer, {} a value, <x:a/b> a choice.
`D NAME|TITLE;...` begins a domain. A passage is a few facts of one domain; the questions of the facts that were left out, and
those that stay open, are its near misses, so that no question can be judged without its passage.
"""

import json
import random
import re
import sys
from pathlib import Path

rng = random.Random(774)
pick = rng.choice
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
FIRST = "Ana Björn Chidi Daria Emre Faith Gustav Hana Ilya Jamila Kofi Leonor Mirko Nilufar Oona Pietro Rhea Sanjay Thandi Umberto Vesna Wim Xenia Yara Zoltan Maud Percy Sigrid Tariq Ines Abel Noor Klaus Wanda".split()
LAST = "Abara Bergqvist Castellan Dufour Endo Fairley Goncalves Hartigan Iversen Jovanovic Kemp Lorimer Mbeki Nakano Ortega Pritchard Quigley Rautio Sorensen Takacs Ulvang Vella Whitlock Yadav Zielinski Ashdown Brook Crane Doyle".split()
PLACES = "Harwick,Lindeby,Saint-Maur,Oakhampton,Velden,Porthaven,Tresco,Altmark,Brindle,Castelnuovo,Drumlin,Esker Road,Ferry Lane,Mill Street,the old station,the north quay,Graben 14,the shopping centre".split(",")


def number_form(n: int) -> str:
    return NUMBERS[n - 2] if 2 <= n <= 12 and rng.random() < 0.5 else str(n)


def time() -> str:
    hour, minute = rng.randint(6, 22), pick((0, 0, 15, 30, 30, 45))
    if rng.random() < 0.6:
        return f"{hour}:{minute:02}"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''} {'am' if hour < 12 else 'pm'}"


def money(low: int, high: int, cents: bool = False) -> str:
    n = rng.randint(low, high)
    n = n if n < 40 else n // 5 * 5
    tail = pick(("", "", ".50", ".80")) if cents else ""
    return pick((f"€{n:,}{tail}", f"{n:,}{tail} euros", f"£{n:,}{tail}", f"${n:,}{tail}", f"{n:,}{tail} pounds", f"{n}{tail} francs"))


VALUES = {
    "m": lambda: money(3, 990), "M": lambda: money(200, 4900), "bigm": lambda: f"{pick('€$£')}{rng.randint(2, 90)}{pick((',000', '0,000', ' million'))}", "c": lambda: f"{rng.randint(5, 95)} {pick(('cents', 'pence'))}",
    "d": lambda: pick(DAYS), "mo": lambda: pick(MONTHS), "t": time, "p": lambda: f"{pick(('', '', 'Mr ', 'Ms ', 'Dr '))}{pick(FIRST)} {pick(LAST)}", "pl": lambda: pick(PLACES),
    "dur": lambda: f"{number_form(rng.randint(2, 28))} {pick(('days', 'weeks', 'months', 'working days'))}", "h": lambda: f"{number_form(rng.randint(2, 30))} hours", "min": lambda: f"{pick((5, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 90))} minutes", "s": lambda: f"{rng.randint(2, 20)} seconds",
    "n": lambda: str(rng.randint(3, 240)), "num": lambda: pick(NUMBERS[:6]), "n3": lambda: pick(NUMBERS), "y2": lambda: str(rng.randint(1990, 2024)), "mt": lambda: f"{rng.randint(3, 60)} metres", "n2": lambda: str(rng.randint(32, 42)), "age": lambda: pick(("six", "12", "14", "sixteen", "18", "twenty-one", "10")), "ord": lambda: pick(("1st", "3rd", "5th", "10th", "15th", "20th", "25th", "28th")),
    "pct": lambda: f"{rng.randint(2, 64)}{pick((' per cent', '%', ' percent'))}", "years": lambda: f"{number_form(rng.randint(2, 10))} years", "y": lambda: str(rng.randint(1650, 2019)), "tel": lambda: f"{rng.randint(100, 999)} {rng.randint(1000, 9999)}", "size": lambda: f"{rng.randint(2, 90)} {pick(('MB', 'megabytes', 'GB'))}",
    "km": lambda: f"{rng.randint(4, 40) * 1000:,} kilometres", "kg": lambda: f"{rng.randint(8, 90)} {pick(('kilograms', 'kg', 'kilos'))}", "l": lambda: f"{rng.randint(25, 90)} litres", "big": lambda: f"{rng.randint(2, 90) * pick((100, 500)):,}", "db": lambda: f"{rng.randint(30, 80)} decibels",
}  # fmt: skip
SLOT = re.compile(r"\{(\w+?)\}|<(\w)(?::([^>]*))?>")


def base(name: str) -> str:
    return name if name in VALUES else name.rstrip("0123456789")


class Fact:
    def __init__(self, line: str) -> None:
        parts = [[x.strip() for x in part.split(" ~ ") if x.strip()] for part in re.split(r"\s*\|\|\s*", line)]
        self.says, self.asks, self.claims, self.wrong, self.open = [*parts, [], [], []][:5]
        self.choices = {name: options.split("/") for _, name, options in SLOT.findall(line) if options}

    def values(self) -> dict[str, str]:
        found = {a or b for a, b, _ in SLOT.findall(" ".join((*self.says, *self.asks, *self.claims, *self.wrong)))}
        return {name: pick(self.choices[name]) if name in self.choices else VALUES[base(name)]() for name in found}

    def answer_slots(self) -> set[str]:
        inside = " ".join(re.findall(r"\[(.*?)\]", " ".join(self.says)))
        return {a or b for a, b, _ in SLOT.findall(inside)}


def put(text: str, values: dict[str, str]) -> str:
    text = SLOT.sub(lambda m: values[m[1] or m[2]], text)
    return text[0].upper() + text[1:] if not text.startswith("[") else "[" + text[1].upper() + text[2:]


def read(path: Path) -> dict[str, tuple[list[str], list[Fact]]]:
    domains, now = {}, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("D "):
            name, _, titles = line[2:].partition("|")
            now = domains.setdefault(name, (titles.split(";"), []))
        elif line.strip():
            now[1].append(Fact(line))
    return domains


LEADS = ("", "", "", "", "", "", "Hi, ", "Excuse me, ", "Quick question: ", "One more thing: ", "Please tell me: ", "hello! ")
TAILS = ("", "", "", "", "", " Thanks", " Thank you.", " please")


def typed(question: str) -> str:
    lead = pick(LEADS)
    return (lead + (question[0].lower() + question[1:] if lead and question[0] != "I" else question) + (pick(TAILS) if rng.random() < 0.2 else "")) if rng.random() < 0.5 else question


def passage_of(titles: list[str], said: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return the passage and where the answer of each sentence stands in it."""
    style = rng.random()
    heading = ""
    if rng.random() < 0.55:
        heading = pick(titles)
        if rng.random() < 0.35:
            heading += f" | {rng.randint(2015, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        if rng.random() < 0.45:
            heading += " | " + pick(titles) + pick(("", "", " > General", " > What to know", " > Details", " > Costs and times"))
        heading += "\n"
    if style < 0.62:
        joint, marks = " ", [""] * len(said)
    elif style < 0.76:
        joint, marks = "\n", ["- "] * len(said)
    elif style < 0.84:
        joint, marks = "\n", [f"{k}. " for k in range(1, len(said) + 1)]
    else:
        joint, marks = "\n\n", [""] * len(said)
    text, spans = heading, []
    for k, sentence in enumerate(said):
        text += (joint if k else "") + marks[k]
        start, end = sentence.index("["), sentence.index("]") - 1
        spans.append((len(text) + start, len(text) + end))
        text += sentence.replace("[", "").replace("]", "")
    return text, spans


def main() -> None:
    out = Path(sys.argv[1])
    domains = read(Path(__file__).with_name("facts.txt"))
    rows, claims = [], []
    for titles, facts in domains.values():
        for _ in range(26 * len(facts)):
            chosen = rng.sample(facts, rng.randint(1, min(5, len(facts) - 1)))
            values = [fact.values() for fact in chosen]
            said = [put(pick(fact.says), v) for fact, v in zip(chosen, values, strict=True)]
            text, spans = passage_of(titles, said)
            if len(text.split()) < 9:
                continue
            def ask(question: str, span: tuple[int, int] | None) -> None:
                answers = [{"start": span[0], "text": text[span[0] : span[1]]}] if span else []
                rows.append({"source": "gen-facts" if span else "gen-facts-open", "question": typed(question), "passage": text, "answerable": bool(span), "article": None, "answers": answers, "answers_are_sentences": False})  # fmt: skip
            for k in rng.sample(range(len(chosen)), min(2, len(chosen))):
                ask(put(pick(chosen[k].asks), values[k]), spans[k])
            absent = [fact for fact in facts if fact not in chosen]
            if rng.random() < 0.62:
                fact = pick(absent)
                ask(put(pick(fact.asks), fact.values()), None)
            k = rng.randrange(len(chosen))
            if chosen[k].open and rng.random() < 0.62:
                ask(put(pick(chosen[k].open), values[k]), None)
            if rng.random() < 0.8:
                fact, v = chosen[k], values[k]
                draw = rng.random()
                if draw < 0.5:
                    claims.append((put(pick(fact.claims), v), text, "supported"))
                elif draw < 0.66 and fact.wrong:
                    claims.append((put(pick(fact.wrong), v), text, "refuted"))
                elif draw < 0.88 and fact.answer_slots():
                    other = fact.values()
                    name = pick(sorted(fact.answer_slots()))
                    if other[name] != v[name] and other[name].split()[0].strip("€$£") != v[name].split()[0].strip("€$£"):
                        claims.append((put(pick(fact.claims), v | {name: other[name]}), text, "unsupported"))
                else:
                    fact = pick(absent)
                    claims.append((put(pick(fact.claims), fact.values()), text, "neutral"))
    made = [{"source": "gen-facts-claims", "claim": c, "premise": p, "label": label} for c, p, label in claims]
    for name, found in (("facts", rows), ("facts-claims", made)):
        (out / f"generated-{name}.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in found), encoding="utf-8")
        print(name, len(found))


if __name__ == "__main__":
    main()
