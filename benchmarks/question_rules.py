"""Switch the hand-written rules about questions and conversations off, one by one, and report which answers change.

    python benchmarks/question_rules.py WORK [--sets FOLDER] [--most 120] [--only RULE]

The questions are those of tests/gold/seeds.jsonl and benchmarks/sets (seeds, handbook), with the bar as it is, and the first
`--most` questions of each set of FOLDER (folders with corpus/ and gold.jsonl). Prints for each rule how many answers change
without it, how many questions go wrong that went well, and how many the other way round. A rule that changes nothing on
several sets has no place in the code.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cached_reader import CachedReader
from development_sets import index_of, read_gold, read_lines, reader_of
from follow_ups import conversation_of
from quality import went_well
from switching import switched_off

from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.prompts import load_prompts

ROOT = Path(__file__).parents[1]
SETS = ROOT / "benchmarks/sets"
NOTHING: dict[str, Any] = {
    "text.question_form.answer_type": None,
    "text.question_form.wants_list": False,
    "text.question_form.wants_several_parts": False,
    "text.question_form.is_open": False,
    "text.question_form.holds_answer_of_type": True,
    "text.word_families.are_related": False,
    "understanding.ambiguity.rival_readings": (),
    "understanding.clarification.reading_chosen": None,
    "understanding.clarification.readings_offered": (),
    "text.names.names_a_role": False,
    "text.names.persons_in": (),
    "understanding.rewriting._is_fragment": False,
    "understanding.antecedents._is_told": False,
    "understanding.persons.persons_meant": (),
    "understanding.antecedents._things": (),
    "understanding.antecedents._groups": (),
    "understanding.antecedents._places": (),
    "understanding.antecedents.listed_together": (),
    "understanding.rewriting.item_of": None,
    "understanding.rewriting._of_statement": None,
    "understanding.demands.follows": False,
    "understanding.fitting.follows": False,
}
MANY = 8


class Asked(NamedTuple):
    """A question of a set, and the bot that is asked."""

    set: str
    bot: Bot
    gold: dict[str, Any]


class Said(NamedTuple):
    """What a question was answered with, and whether that is right."""

    text: str
    went_well: bool


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--sets", type=Path)
    parser.add_argument("--most", type=int, default=120)
    parser.add_argument("--only")
    arguments = parser.parse_args()
    reader = CachedReader(arguments.work)
    asked = tuple(questions(arguments, reader))
    with_all = [ask(one) for one in asked]
    reader.save()
    print("sets:", dict(Counter(one.set for one in asked)), "went well:", sum(said.went_well for said in with_all), flush=True)
    print("| without | changed | now wrong | now right | which |\n|---|---|---|---|---|")
    for rule, nothing in NOTHING.items():
        if arguments.only in (None, rule):
            with switched_off(rule, nothing):
                print(row(rule, asked, with_all, [ask(one) for one in asked]), flush=True)
            reader.save()


def questions(arguments: argparse.Namespace, reader: CachedReader) -> Iterator[Asked]:
    """Yield the questions of all sets; the gold set about seeds/ is asked of the same corpus as benchmarks/sets/seeds."""
    embedder = BundledEmbedder()
    models = Models(embedder=embedder, reader=reader, confidence=load_confidence())
    folders = [SETS / "seeds", SETS / "handbook", *(sorted(arguments.sets.iterdir()) if arguments.sets else ())]
    for folder in folders:
        bot = Bot(reader_of(index_of(folder, arguments.work, embedder), embedder), models, load_prompts(), None)
        golds = read_gold(folder) if folder.parent == SETS else read_gold(folder)[: arguments.most]
        yield from (Asked(folder.name, bot, gold) for gold in golds)
        if folder == SETS / "seeds":
            yield from (Asked("gold", bot, gold) for gold in read_lines(ROOT / "tests/gold/seeds.jsonl"))


def ask(asked: Asked) -> Said:
    """Return what the bot says."""
    answer = asked.bot.ask(asked.gold["question"], conversation_of(asked.gold))
    return Said(f"{answer.status} {answer.text} {answer.readings}", went_well(asked.gold, answer))


def row(rule: str, asked: tuple[Asked, ...], before: list[Said], after: list[Said]) -> str:
    """Return one line of the table."""
    triples = list(zip(asked, before, after, strict=True))
    changed = [one for one, old, new in triples if old.text != new.text]
    wrong = [one for one, old, new in triples if old.went_well and not new.went_well]
    right = [one for one, old, new in triples if new.went_well and not old.went_well]
    names = [*(f"-{one.set}:{one.gold['id']}" for one in wrong), *(f"+{one.set}:{one.gold['id']}" for one in right)]
    return f"| {rule} | {len(changed)} | {len(wrong)} | {len(right)} | {', '.join(names[:MANY])} |"


if __name__ == "__main__":
    main()
