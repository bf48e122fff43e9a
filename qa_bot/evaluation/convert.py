"""Turn public question sets into a corpus and a gold set.

python -m qa_bot.evaluation.convert squad FILE.json OUT
python -m qa_bot.evaluation.convert beir FOLDER OUT
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from qa_bot.errors import GoldError, QaBotError

CORPUS = "corpus"
GOLD = "gold.jsonl"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def convert_squad(path: Path, out: Path) -> int:
    """Write the corpus (a file an article) and gold set of a SQuAD 1.1 or 2.0 file; return how many questions it has."""
    try:
        articles = json.loads(path.read_text("utf-8"))["data"]
        documents = {_file_name(a["title"]): _article_text(a) for a in articles}
        return _write(out, documents, (line for article in articles for line in _squad_lines(article)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{path} is not a SQuAD file ({type(error).__name__}: {error})") from error


def convert_beir(folder: Path, out: Path) -> int:
    """Write the corpus (a file a document) and gold set of a BEIR folder; return how many questions it has.

    BEIR judges documents and has no answers: the title of the best one stands in for it, so that only retrieval and
    abstention figures mean something.
    """
    try:
        rows = list(_json_lines(folder / "corpus.jsonl"))
        names = {str(row["_id"]): _file_name(str(row["_id"])) for row in rows}
        documents = {names[str(r["_id"])]: f"{r.get('title') or ''}\n\n{r['text']}\n".lstrip() for r in rows}
        titles = {str(row["_id"]): row.get("title") or row["text"][:80] for row in rows}
        relevant = _beir_judgements(folder / "qrels")
        questions = {str(row["_id"]): row["text"] for row in _json_lines(folder / "queries.jsonl")}
        lines = (
            _beir_question(query, questions[query], [titles[i] for i in found], [names[i] for i in found])
            for query, found in relevant.items()
        )
        return _write(out, documents, lines)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{folder} is not a BEIR folder ({type(error).__name__}: {error})") from error


def _beir_question(query: str, question: str, titles: list[str], sources: list[str]) -> dict[str, object]:
    return {"id": query, "question": question, "answer": titles, "sources": sources, "evidence": [], "type": "beir"}


def main(arguments: list[str]) -> int:
    """Convert what the arguments name and return the exit code."""
    kinds = {"squad": convert_squad, "beir": convert_beir}
    if len(arguments) != 3 or arguments[0] not in kinds:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        count = kinds[arguments[0]](Path(arguments[1]), Path(arguments[2]))
    except QaBotError as error:
        print(f"convert: {error}", file=sys.stderr)
        return error.exit_code
    print(f"{count} questions in {Path(arguments[2]) / GOLD}")
    return 0


def _article_text(article: dict[str, Any]) -> str:
    title = article["title"].replace("_", " ")
    return "\n\n".join([title, *(paragraph["context"] for paragraph in article["paragraphs"])]) + "\n"


def _squad_lines(article: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for paragraph in article["paragraphs"]:
        for question in paragraph["qas"]:
            impossible = question.get("is_impossible", False)
            yield {
                "id": question["id"],
                "question": question["question"].strip(),
                "answer": None if impossible else list(dict.fromkeys(a["text"] for a in question["answers"])),
                "sources": [] if impossible else [_file_name(article["title"])],
                "evidence": [] if impossible else [paragraph["context"]],
                "type": "unanswerable" if impossible else "extractive",
            }


def _beir_judgements(folder: Path) -> dict[str, list[str]]:
    path = next((folder / f"{split}.tsv" for split in ("test", "dev", "train") if (folder / f"{split}.tsv").is_file()), None)
    if path is None:
        raise FileNotFoundError(folder / "test.tsv")
    found: dict[str, list[tuple[int, str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if int(row["score"]) > 0:
                found.setdefault(row["query-id"], []).append((-int(row["score"]), row["corpus-id"]))
    return {query: [document for _, document in sorted(judged)] for query, judged in found.items()}


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def _write(out: Path, documents: dict[str, str], lines: Iterable[dict[str, Any]]) -> int:
    corpus = out / CORPUS
    corpus.mkdir(parents=True, exist_ok=True)
    for name, text in documents.items():
        (corpus / name).write_text(text, "utf-8", newline="")
    count = 0
    with (out / GOLD).open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps({**line, "history": []}, ensure_ascii=False) + "\n")
            count += 1
    return count


def _file_name(name: str) -> str:
    return f"{_UNSAFE.sub('-', name).strip('-.').lower() or 'document'}.txt"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
