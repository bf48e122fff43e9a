"""Rows out of public sets: read from clones (bare or not), written as further rows. Usage: python public.py CLONES OUT

CLONES holds a folder OWNER+NAME/repo of each repository below. Licences as the repositories state them: docs/reader.md.
"""

import collections
import csv
import io
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from training.edits import altered_claim

clones, out = Path(sys.argv[1]), Path(sys.argv[2])
rng = random.Random(20260)
BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}


def show(repository: str, path: str) -> str:
    folder = clones / repository / "repo"
    done = subprocess.run(["git", "-C", str(folder), "show", f"HEAD:{path}"], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def listed(repository: str, under: str) -> list[str]:
    folder = clones / repository / "repo"
    done = subprocess.run(["git", "-C", str(folder), "ls-tree", "-r", "--name-only", "HEAD", under], capture_output=True, check=True)
    return done.stdout.decode().split("\n")[:-1]


def question(source: str, ask: str, passage: str, spans: list[tuple[int, int]], title: str | None = None, whole: bool = False, units: list | None = None) -> dict:
    answers = [{"start": a, "text": passage[a:b]} for a, b in spans if passage[a:b].strip()]
    return {"source": source, "question": ask, "passage": passage, "answerable": bool(answers), "article": title,
            "answers": answers, "answers_are_sentences": whole and bool(answers), "evidence": units}  # fmt: skip


def claim(source: str, text: str, premise: str, label: str) -> dict:
    return {"source": source, "claim": text, "premise": premise, "label": label}


def plain(text: str) -> str:
    """Undo the spaces of a tokenised text."""
    text = " ".join(BRACKETS.get(word, word) for word in text.split())
    text = re.sub(r" ([,.;:!?%)\]]|n't|'s|'re|'ve|'ll|'d|'m)(?=\s|$)", r"\1", text)
    text = re.sub(r"([(\[$£]) ", r"\1", text)
    return re.sub(r'" ([^"]*?) "', r'"\1"', text)


def mnli() -> Iterator[dict]:
    labels = {"entailment": "supported", "contradiction": "refuted", "neutral": "neutral"}
    for row in csv.DictReader(io.StringIO(show("microsoft+TaxiNLI", "taxinli10k.tsv")), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["label"] in labels and row["prem"].strip():
            yield claim("mnli-taxinli", row["hyp"].strip(), row["prem"].strip(), labels[row["label"]])


def qamr() -> Iterator[dict]:
    sentences = dict(line.split("\t") for line in show("uwnlp+qamr", "data/wiki-sentences.tsv").splitlines() if "\t" in line)
    keys = list(sentences)
    pages = collections.defaultdict(list)
    for key in keys:
        pages[key.split(":")[1:3][0], key.split(":")[2]].append(key)
    rows = collections.defaultdict(list)
    for part in ("dev", "test"):
        for line in show("uwnlp+qamr", f"data/filtered/{part}.tsv").splitlines():
            f = line.split("\t")
            said = [set(map(int, x.split())) for x in (f[6], f[7].split(":")[1], f[8].split(":")[1]) if x.strip()]
            if len(said) == 3 and said[0] & said[1] & said[2]:
                rows[f[0]].append((f[5], sorted(said[0])))
    for key, asked in rows.items():
        words = sentences[key].split()
        for ask, tokens in rng.sample(asked, min(len(asked), 8)):
            if tokens[-1] - tokens[0] != len(tokens) - 1:
                continue
            before, inside = plain(" ".join(words[: tokens[0]])), plain(" ".join(words[tokens[0] : tokens[-1] + 1]))
            sentence = plain(sentences[key])
            at = sentence.find(inside, max(0, len(before) - 3))
            if at < 0 or len(ask.split()) < 4:
                continue
            others = [plain(sentences[k]) for k in rng.sample(keys, 3) if k != key]
            near = [plain(sentences[k]) for k in pages[key.split(":")[1], key.split(":")[2]] if k != key]
            others = (near + others)[: rng.choice((0, 1, 2, 3))]
            place = rng.randint(0, len(others))
            passage = " ".join([*others[:place], sentence, *others[place:]])
            start = sum(len(x) + 1 for x in others[:place]) + at
            if rng.random() < 0.68:
                yield question("qamr", ask, passage, [(start, start + len(inside))])
            elif others and all(inside.lower() not in x.lower() for x in others):
                yield question("qamr", ask, " ".join(others), [])


def fairytale() -> Iterator[dict]:
    for path in listed("uci-soe+FairytaleQAData", "data-by-origin/questions"):
        story = path.split("/")[-1].replace("-questions.csv", "-story.csv")
        at = f"data-by-origin/section-stories/{path.split('/')[-2]}/{story}"
        try:
            sections = {row["section"]: row["text"] for row in csv.DictReader(io.StringIO(show("uci-soe+FairytaleQAData", at)))}
        except (subprocess.CalledProcessError, KeyError):
            continue
        title = story.replace("-story.csv", "").replace("-", " ").title()
        for row in csv.DictReader(io.StringIO(show("uci-soe+FairytaleQAData", path))):
            here = row["cor_section"]
            if row["ex-or-im1"] != "explicit" or not here.isdigit() or here not in sections:
                continue
            text = sections[here].replace("\n", " ").strip()
            if len(text.split()) > 230:
                continue
            answer = row["answer1"].strip().rstrip(".")
            found = text.lower().find(answer.lower()) if answer else -1
            if found >= 0 and len(answer) > 2:
                yield question("fairytale", row["question"], text, [(found, found + len(answer))], title)
                others = [t for s, t in sections.items() if s != here and answer.lower() not in t.lower() and len(t.split()) < 230]
                if others and rng.random() < 0.6:
                    yield question("fairytale", row["question"], rng.choice(others).replace("\n", " ").strip(), [], title)


LABELS = {"eatType": "type", "priceRange": "price range", "customer rating": "customer rating", "familyFriendly": "family friendly", "near": "near", "food": "food", "area": "area", "name": "name"}  # fmt: skip


def e2e() -> Iterator[dict]:
    by = collections.defaultdict(list)
    for path, column in (("devset.csv", "ref"), ("testset_w_refs.csv", "ref")):
        for row in csv.DictReader(io.StringIO(show("tuetschek+e2e-dataset", path))):
            by[row["mr"]].append(row[column])
    values = collections.defaultdict(set)
    parsed = {mr: re.findall(r"([\w ]+)\[([^\]]*)\]", mr) for mr in by}
    for pairs in parsed.values():
        for key, value in pairs:
            values[key.strip()].add(value)
    def written(pairs: list[tuple[str, str]]) -> str:
        rng.shuffle(pairs)
        style = rng.random()
        if style < 0.35:
            return "\n".join(f"{LABELS[k]}: {v}" for k, v in pairs)
        if style < 0.6:
            return f"| {' | '.join(LABELS[k] for k, _ in pairs)} |\n| {' | '.join(v for _, v in pairs)} |"
        if style < 0.8:
            return "; ".join(f"{LABELS[k]}: {v}" for k, v in pairs) + "."
        return "\n".join(f"- {LABELS[k].capitalize()}: {v}" for k, v in pairs)
    for mr, refs in by.items():
        pairs = [(k.strip(), v) for k, v in parsed[mr]]
        for ref in rng.sample(refs, min(3, len(refs))):
            yield claim("e2e", ref, written(pairs[:]), "supported")
            key, value = rng.choice([p for p in pairs if p[0] != "name"])
            if key == "familyFriendly" or value.lower() in ref.lower():
                other = rng.choice(sorted(values[key] - {value}))
                changed = [(k, other if k == key else v) for k, v in pairs]
                yield claim("e2e", ref, written(changed), "unsupported" if key in ("priceRange", "customer rating") else "refuted")
            if value.lower() in ref.lower() and rng.random() < 0.4 and len(pairs) > 3:
                yield claim("e2e", ref, written([p for p in pairs if p[0] != key]), "neutral")


def wikisplit() -> Iterator[dict]:
    rows = [line.split("\t") for part in ("tune", "validation") for line in show("google-research-datasets+wiki-split", f"{part}.tsv").splitlines()]
    rows = [r for r in rows if len(r) == 2 and r[1].count("<::::>") == 1]
    rng.shuffle(rows)
    names = [w for r in rows[:500] for w in re.findall(r"(?<!^)[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?", r[0])]
    for long, both in rows[:3600]:
        one, two = (plain(x) for x in both.split("<::::>"))
        whole = plain(long)
        pick = rng.choice((one, two))
        draw = rng.random()
        if len(pick.split()) < 5:
            continue
        if draw < 0.3:
            yield claim("wikisplit", pick, whole, "supported")
        elif draw < 0.5:
            yield claim("wikisplit", whole, f"{one} {two}", "supported")
        elif draw < 0.6:
            yield claim("wikisplit", whole, one, "unsupported")
        elif changed := altered_claim(pick, whole, names, rng):
            yield claim("wikisplit", changed, whole, "unsupported")


def molweni() -> Iterator[dict]:
    data = json.loads(show("HIT-SCIR+Molweni", "MRC(withDiscourse)/test.json"))["data"]["dialogues"]
    for talk in data:
        lines, starts = [], []
        clock, when = rng.randint(0, 1400), f"20{rng.randint(8, 26):02}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        style = rng.random()
        for edu in talk["edus"]:
            clock = min(1439, clock + rng.randint(0, 3))
            head = f"[{when} {clock // 60:02}:{clock % 60:02}] " if style < 0.4 else f"({clock // 60:02}:{clock % 60:02}) " if style < 0.55 else ""
            head += f"<{edu['speaker']}> " if style > 0.85 else f"{edu['speaker']}: "
            starts.append(sum(len(x) + 1 for x in lines) + len(head))
            lines.append(head + edu["text"])
        passage = "\n".join(lines)
        for ask in talk["qas"]:
            spans = []
            for answer in ask["answers"]:
                found = [s + e["text"].lower().find(answer["text"].lower()) for s, e in zip(starts, talk["edus"], strict=True) if answer["text"].lower() in e["text"].lower()]
                if len(found) == 1:
                    spans.append((found[0], found[0] + len(answer["text"])))
            text = ask["question"].replace(" ?", "?")
            if spans and not ask["is_impossible"] and rng.random() < 0.6:
                yield question("molweni", text, passage, spans[:1])
            elif ask["is_impossible"]:
                yield question("molweni", text, passage, [])


def dstc9() -> Iterator[dict]:
    know = {}
    for path in ("data/knowledge.json", "data_eval/knowledge.json"):
        for domain, entities in json.loads(show("alexa+alexa-with-dstc9-track1-dataset", path)).items():
            for key, entity in entities.items():
                know[domain, key] = entity
    for (domain, key), entity in know.items():
        docs = list(entity["docs"].values())
        name = entity["name"] or domain.title()
        for doc in rng.sample(docs, min(len(docs), 3 if key != "*" else 40)):
            ask, body = doc["title"].strip(), doc["body"].strip()
            near = [d for d in docs if d is not doc]
            form = rng.random()
            def faq(d: dict) -> tuple[str, int]:
                head = f"Q: {d['title'].strip()}\nA: " if form < 0.35 else f"{d['title'].strip()}\n" if form < 0.6 else ""
                return head + d["body"].strip(), len(head)
            text, start = faq(doc)
            # the question stands in the passage in three cases of five: other words are taught by the replies below
            if form >= 0.6 and near:
                two = rng.sample(near, min(len(near), rng.randint(0, 2)))
                text = " ".join([*[d["body"].strip() for d in two], body])
                start = len(text) - len(body)
            yield question("dstc9-faq", ask, text, [(start, start + len(body))], name, True)
            if near and rng.random() < 0.8:
                yield question("dstc9-faq", ask, faq(rng.choice(near))[0], [], name)
    # What people answered out of one entry: the entry in other words.
    for path in ("data/val/labels.json", "data_eval/test/labels.json"):
        for label in json.loads(show("alexa+alexa-with-dstc9-track1-dataset", path)):
            if not label.get("target") or len(label["knowledge"]) != 1:
                continue
            entry = label["knowledge"][0]
            entity = know.get((entry["domain"], str(entry["entity_id"])))
            if not entity:
                continue
            doc = entity["docs"][str(entry["doc_id"])]
            said = [s for s in re.split(r"(?<=[.!?])\s+", label["response"].strip()) if not s.endswith("?") and len(s.split()) > 4]
            if not said:
                continue
            text = said[0]
            def premise(d: dict) -> str:
                draw = rng.random()
                whole = f"Q: {d['title']}\nA: {d['body']}" if draw < 0.5 else f"{d['title']}\n{d['body']}" if draw < 0.7 else d["body"]
                return f"{entity['name']}\n{whole}" if entity["name"] and rng.random() < 0.4 else whole
            yield claim("dstc9-replies", text, premise(doc), "supported")
            near = [d for d in entity["docs"].values() if d is not doc]
            if near and rng.random() < 0.8:
                yield claim("dstc9-replies", text, premise(rng.choice(near)), "unsupported")


def markdown(header: list[str], rows: list[list[str]]) -> tuple[str, list[list[tuple[int, int]]], list[tuple[int, int]]]:
    """Return a table as text, the place of each cell and that of each row."""
    style = rng.random()
    lines, cells, places, at = [], [], [], 0
    if style < 0.7:
        lines.append("| " + " | ".join(header) + " |")
        if style < 0.35:
            lines.append("|" + "---|" * len(header))
        at = sum(len(x) + 1 for x in lines)
        for row in rows:
            line, spots = "| ", []
            for cell in row:
                spots.append((at + len(line), at + len(line) + len(cell)))
                line += cell + " | "
            line = line.rstrip()
            cells.append(spots)
            places.append((at, at + len(line)))
            lines.append(line)
            at += len(line) + 1
        return "\n".join(lines), cells, places
    gap = "\n" if style < 0.85 else "; "
    for row in rows:
        line, spots = "", []
        for name, cell in zip(header, row, strict=True):
            line += (gap if line else "") + f"{name}: "
            spots.append((at + len(line), at + len(line) + len(cell)))
            line += cell
        cells.append(spots)
        places.append((at, at + len(line)))
        lines.append(line)
        at += len(line) + (2 if gap == "\n" else 1)
    return ("\n\n" if gap == "\n" else "\n").join(lines), cells, places


def table_of(path: str) -> tuple[list[str], list[list[str]]] | None:
    text = show("ppasupat+WikiTableQuestions", path)
    rows = [*csv.reader(io.StringIO(text), escapechar="\\", doublequote=False)]
    rows = [[" ".join(cell.split()) for cell in row] for row in rows if row]
    if len(rows) < 4 or len({len(r) for r in rows}) > 1 or not all(rows[0]) or len(rows[0]) > 8:
        return None
    return rows[0], rows[1:]


def wikitable() -> Iterator[dict]:
    seen: dict[str, tuple[list[str], list[list[str]]] | None] = {}
    lines = show("ppasupat+WikiTableQuestions", "data/training.tsv").splitlines()[1:]
    hard = re.compile(r"\b(how many|total|most|least|first|last|next|previous|before|after|more|less|fewe|number of|difference|only|highest|lowest|longest|shortest|largest|average|same|other than|besides|above|below|top|same|or)\b")
    n = 0
    for line in lines:
        f = line.split("\t")
        if len(f) != 4 or hard.search(f[1].lower()) or "|" in f[3]:
            continue
        if f[2] not in seen:
            try:
                seen[f[2]] = table_of(f[2])
            except subprocess.CalledProcessError:
                seen[f[2]] = None
        table = seen[f[2]]
        if not table:
            continue
        header, rows = table
        found = [(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell.lower() == f[3].lower()]
        if len(found) != 1:
            continue
        r, c = found[0]
        asked = f[1].lower()
        if not any(len(cell) > 2 and cell.lower() in asked for k, cell in enumerate(rows[r]) if k != c):
            continue
        keep = sorted({r, *rng.sample(range(len(rows)), min(len(rows), rng.randint(0, 9)))})
        chosen = [rows[k] for k in keep]
        text, cells, places = markdown(header, chosen)
        if len(text.split()) < 220:
            place = cells[keep.index(r)][c]
            n += 1
            yield question("wikitable-lookup", f[1][0].upper() + f[1][1:] if rng.random() < 0.7 else f[1], text, [place], units=[places[keep.index(r)]])
            if rng.random() < 0.9:
                if rng.random() < 0.5 and len(header) > 2:  # the column is not there
                    narrow = [[x for k, x in enumerate(row) if k != c] for row in chosen]
                    text, *_ = markdown([x for k, x in enumerate(header) if k != c], narrow)
                else:  # the row is not there
                    rest = [row for k, row in enumerate(rows) if k != r][: max(2, len(keep))]
                    text, *_ = markdown(header, rest)
                if f[3].lower() not in text.lower():
                    yield question("wikitable-lookup", f[1], text, [], units=[])


ASKS = ("What is the {c} of {e}?", "Which {c} does {e} have?", "{c} of {e}?", "For {e}, what is the {c}?", "Tell me the {c} of {e}.", "What does the table say about the {c} of {e}?", "what {c} belongs to {e}", "I am looking for the {c} of {e}.")


def wikitable_made() -> Iterator[dict]:
    """Yield look-ups in people's tables, asked by a template: the words are real, the questions are not."""
    paths = sorted({line.split("\t")[2] for part in ("training", "pristine-seen-tables") for line in show("ppasupat+WikiTableQuestions", f"data/{part}.tsv").splitlines()[1:]})
    for path in paths:
        try:
            table = table_of(path)
        except subprocess.CalledProcessError:
            table = None
        if not table:
            continue
        header, rows = table
        keys = [c for c in range(min(3, len(header))) if len({r[c] for r in rows}) == len(rows) and all(re.search("[A-Za-z]{3}", r[c]) and len(r[c]) < 50 for r in rows)]
        others = [c for c in range(len(header)) if c not in keys[:1] and re.search("[A-Za-z]{3}", header[c]) and len(header[c]) < 30]
        if not keys or len(others) < 2:
            continue
        key = keys[0]
        for _ in range(2):
            chosen = rng.sample(rows, min(len(rows) - 1, pick_size()))
            cols = sorted({key, *rng.sample(others, rng.randint(1, len(others)))})
            text, cells, places = markdown([header[c] for c in cols], [[r[c] for c in cols] for r in chosen])
            if not 8 < len(text.split()) < 220:
                continue
            k, c = rng.randrange(len(chosen)), rng.choice([c for c in cols if c != key])
            ask = lambda c, e: rng.choice(ASKS).format(c=header[c].lower() if rng.random() < 0.7 else header[c], e=e)  # noqa: E731
            if chosen[k][c].strip() not in ("", "-", "—", "N/A"):
                yield question("wikitable-made", ask(c, chosen[k][key]), text, [cells[k][cols.index(c)]], units=[places[k]])
            absent = [r for r in rows if r not in chosen and r[key].lower() not in text.lower()]
            if absent and rng.random() < 0.55:
                yield question("wikitable-made", ask(c, rng.choice(absent)[key]), text, [], units=[])
            gone = [c for c in others if c not in cols and header[c].lower() not in text.lower()]
            if gone and rng.random() < 0.55:
                yield question("wikitable-made", ask(rng.choice(gone), chosen[k][key]), text, [], units=[])


def pick_size() -> int:
    return rng.choice((1, 2, 3, 4, 6, 8, 10))


def fetaqa() -> Iterator[dict]:
    for part in ("dev", "test"):
        for line in show("Yale-LILY+FeTaQA", f"data/fetaQA-v1_{part}.jsonl").splitlines():
            row = json.loads(line)
            header, *rows = [[" ".join(c.split()) for c in r] for r in row["table_array"]]
            if not all(header) or len({len(r) for r in (header, *rows)}) > 1 or len(rows) < 2:
                continue
            lit = sorted({r - 1 for r, _ in row["highlighted_cell_ids"] if r > 0})
            if not lit or len(lit) > 4 or lit[-1] >= len(rows):
                continue
            keep = sorted({*lit, *rng.sample(range(len(rows)), min(len(rows), 8))})
            chosen = [rows[k] for k in keep]
            text, _, places = markdown(header, chosen)
            if len(text.split()) > 210:
                continue
            title = row["table_page_title"]
            section = row["table_section_title"]
            head = title + (f" | {section}" if section and rng.random() < 0.7 else "")
            spans = [places[keep.index(k)] for k in lit]
            yield question("fetaqa", row["question"], text, spans, head, True, spans)
            rest = [k for k in range(len(rows)) if k not in lit]
            if len(rest) > 1 and rng.random() < 0.7:
                yield question("fetaqa", row["question"], markdown(header, [rows[k] for k in rest[:9]])[0], [], head, units=[])
            premise = f"{head}\n{text}" if rng.random() < 0.8 else text
            yield claim("fetaqa-claims", row["answer"], premise, "supported")
            names = [c for r in rows for c in r if c]
            if changed := altered_claim(row["answer"], text, names, rng):
                yield claim("fetaqa-claims", changed, premise, "unsupported")


def tatqa() -> Iterator[dict]:
    for item in json.loads(show("NExTplusplus+TAT-QA", "dataset_raw/tatqa_dataset_dev.json")):
        paragraphs = {str(p["order"]): " ".join(p["text"].split()) for p in item["paragraphs"]}
        table = [[" ".join(c.split()) for c in r] for r in item["table"]["table"]]
        rows = "\n".join("| " + " | ".join(r) + " |" for r in table)
        for ask in item["questions"]:
            answers = ask["answer"] if isinstance(ask["answer"], list) else [ask["answer"]]
            if ask["answer_type"] not in ("span", "multi-span") or ask["req_comparison"]:
                continue
            if ask["answer_from"] == "text":
                where = [p for o, p in paragraphs.items() if o in ask["rel_paragraphs"]]
            elif ask["answer_from"] == "table":
                where = [rows]
            else:
                continue
            for text in where:
                spans = [(text.find(a), text.find(a) + len(a)) for a in map(str, answers) if text.count(a) == 1]
                if len(text.split()) < 250 and spans and len(spans) == len(answers):
                    yield question("tatqa", ask["question"], text, spans)
            others = [p for o, p in paragraphs.items() if o not in ask["rel_paragraphs"] and len(p.split()) < 230 and not any(str(a) in p for a in answers)]
            if ask["answer_from"] == "text" and others and rng.random() < 0.8:
                yield question("tatqa", ask["question"], rng.choice(others), [])


def main() -> None:
    out.mkdir(parents=True, exist_ok=True)
    for made in (mnli, qamr, fairytale, e2e, wikisplit, molweni, dstc9, wikitable, wikitable_made, fetaqa, tatqa):
        rows, seen = [], set()
        for row in made():
            key = (row.get("question", row.get("claim")), row.get("passage", row.get("premise")))
            if key not in seen:
                seen.add(key)
                rows.append(row)
        (out / f"public-{made.__name__}.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
        print(made.__name__, len(rows), collections.Counter((r["source"], r.get("answerable", r.get("label"))) for r in rows), flush=True)


if __name__ == "__main__":
    main()
