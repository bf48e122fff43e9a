"""Switch the hand-written rules about questions and conversations off, one by one, and report which answers change.

    python benchmarks/question_rules.py WORK [--sets FOLDER] [--most 120] [--only RULE]

The questions are those of tests/gold/seeds.jsonl and benchmarks/sets (seeds, handbook, conversations with the histories that the
file has), with the bar as it is, and the first `--most` questions of each set of FOLDER (folders with corpus/ and gold.jsonl).
Prints for each rule in how many questions it has a part, how many answers change without it, how many questions go wrong that went
well, and how many the other way round. A rule that changes nothing on several sets has no place in the code.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import conversations
import quality
from cached_reader import CachedReader
from development_sets import index_of, read_gold, read_lines, reader_of
from follow_ups import conversation_of
from switching import emptied, recorded, switched_off

from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.ingestion.ingest import ingest
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.protocols import Vectors
from qa_bot.prompts import load_prompts

ROOT = Path(__file__).parents[1]
SETS = ROOT / "benchmarks/sets"
NOTHING: dict[str, Any] = {
    "text.question_form.answer_type": "other",
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
    "understanding.persons._role": (),
    "understanding.persons._in_role": (),
    "understanding.antecedents._is_counted": False,
    "understanding.persons.persons_told": (),
    "understanding.antecedents.points_back": False,
    "understanding.antecedents.may_be_several_persons": False,
    "understanding.antecedents.date_said": None,
    "understanding.items.item_of": None,
    "understanding.corrections.corrected_to": None,
    "understanding.contrasts.about_another": (),
    "understanding.contrasts.own_words": frozenset(),
    "understanding.contrasts.is_contrast": False,
    "understanding.contrasts._is_possessor": False,
    "understanding.contrasts._stands_for_another": False,
    "understanding.sequences.step_of": None,
    "understanding.sequences.around": None,
    "understanding.question_words._another_word": None,
    "understanding.question_words._passive": None,
    "understanding.phrases.is_participle": False,
    "understanding.phrases._is_verb_form": False,
    "understanding.phrases._begins_name": False,
    "understanding.fitting.says_again": False,
    "understanding.fitting.is_unmet": False,
    "understanding.demands.meets": True,
    "understanding.demands.answers_kind": True,
    "understanding.demands.holds_reason": False,
    "understanding.demands.is_near": True,
    "understanding.demands._is_in_paragraph": False,
    "understanding.demands._speaks_of": True,
    "understanding.demands._names_another": True,
    "understanding.demands._is_around": True,
    "understanding.demands._is_of_another": False,
    "understanding.topic.topic_terms": (),
    "understanding.rewriting._of_statement": None,
    "understanding.demands.follows": False,
    "understanding.fitting.follows": False,
}
# Patterns and words; of "name:key" the one entry.
LISTS = (
    "text.english.IRREGULAR_PARTICIPLES",
    "understanding.antecedents._BELONGS",
    "understanding.antecedents._IN_PLACE",
    "understanding.antecedents._PERSONAL",
    "understanding.antecedents._PLACE",
    "understanding.antecedents._PLURAL",
    "understanding.antecedents._POINTING",
    "understanding.persons._ROLE",
    "understanding.antecedents._THAT_TIME",
    "understanding.antecedents._THING",
    "understanding.persons._WHO_IS",
    "understanding.contrasts._IS_SOMEBODY",
    "understanding.contrasts._LEADING_PREPOSITION",
    "understanding.contrasts._NUMBER_OF_VERB",
    "understanding.contrasts._ONE",
    "understanding.contrasts._POSSESSIVE",
    "understanding.contrasts._WHICH",
    "understanding.contrasts._WHO",
    "understanding.corrections._AFTERWARDS",
    "understanding.corrections._INSTEAD",
    "understanding.corrections._IS_SENTENCE",
    "understanding.corrections._MEANT",
    "understanding.corrections._NOT",
    "understanding.corrections._REFUSED",
    "understanding.demands._BECAUSE",
    "understanding.demands._OF_KIND:number",
    "understanding.demands._OF_KIND:person",
    "understanding.demands._OF_KIND:place",
    "understanding.demands._OF_KIND:time",
    "understanding.demands._OF_NUMBER",
    "understanding.demands._OF_PERSON",
    "understanding.demands._PRONOUN",
    "understanding.demands._STEPS:after",
    "understanding.demands._STEPS:before",
    "understanding.demands._WHY",
    "understanding.items._BULLET",
    "understanding.items._NUMBERED_ITEM",
    "understanding.phrases._POSSESSIVE",
    "understanding.phrases._TAKES_NOUN",
    "understanding.phrases._TIME_WORDS",
    "understanding.question_words._ACTIVE",
    "understanding.question_words._CONTRACTED",
    "understanding.question_words._DANGLING",
    "understanding.question_words._LAST",
    "understanding.question_words._LEADING",
    "understanding.question_words._MEASURED",
    "understanding.question_words._NOT",
    "understanding.question_words._OWN_SUBJECT",
    "understanding.question_words._WHO_IS",
    "understanding.question_words._YES_NO",
    "understanding.rewriting._ABOUT",
    "understanding.rewriting._AND",
    "understanding.rewriting._BARE",
    "understanding.rewriting._IS_THAT",
    "understanding.rewriting._OPENING",
    "understanding.rewriting._ORDINAL",
    "understanding.rewriting._WHY",
    "understanding.sequences._ADDED",
    "understanding.sequences._ANY",
    "understanding.sequences._ELSE",
    "understanding.sequences._NEWEST",
    "understanding.sequences._NEXT",
    "understanding.sequences._STEP",
    "understanding.sequences._TO",
    "understanding.sequences._WHO",
    "understanding.sequences._WHO_IS",
)
CONVERSATIONS = ("tuned", "held")
MANY = 8


class CachedEmbedder(BundledEmbedder):
    """The bundled embedder, which embeds each question once."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Vectors] = {}

    def embed_query(self, question: str) -> Vectors:
        """Return the unit vector of a question, shape (dimensions,)."""
        if question not in self._known:
            self._known[question] = super().embed_query(question)
        return self._known[question]


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
    rules = {rule: NOTHING.get(rule) for rule in (*NOTHING, *LISTS) if arguments.only in (None, rule)}
    with_all, used = zip(*(ask_watched(one, rules) for one in asked), strict=True)
    reader.save()
    print("sets:", dict(Counter(one.set for one in asked)), "went well:", sum(said.went_well for said in with_all), flush=True)
    print("| without | used | changed | now wrong | now right | which |\n|---|---|---|---|---|---|")
    for rule, nothing in rules.items():
        with emptied(rule) if rule in LISTS else switched_off(rule, nothing):
            try:
                found = [ask(one) if rule in by else said for one, said, by in zip(asked, with_all, used, strict=True)]
                print(row(rule, asked, with_all, found, sum(rule in by for by in used)), flush=True)
            except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
                print(f"| {rule} | | | | | the program needs it: {error!r} |", flush=True)
        reader.save()


def ask_watched(asked: Asked, rules: Mapping[str, Any]) -> tuple[Said, frozenset[str]]:
    """Return what the bot says, and the rules that had a part in it; the answer is the same without the others."""
    used: set[str] = set()
    with ExitStack() as stack:
        for rule, nothing in rules.items():
            stack.enter_context(recorded(rule, nothing, partial(used.add, rule)))
        return ask(asked), frozenset(used)


def questions(arguments: argparse.Namespace, reader: CachedReader) -> Iterator[Asked]:
    """Yield the questions of all sets; the gold set about seeds/ is asked of the same corpus as benchmarks/sets/seeds."""
    embedder = CachedEmbedder()
    models = Models(embedder=embedder, reader=reader, confidence=load_confidence())
    folders = [SETS / "seeds", SETS / "handbook", *(sorted(arguments.sets.iterdir()) if arguments.sets else ())]
    for folder in folders:
        bot = Bot(reader_of(index_of(folder, arguments.work, embedder), embedder), models, load_prompts(), None)
        golds = read_gold(folder) if folder.parent == SETS else read_gold(folder)[: arguments.most]
        yield from (Asked(folder.name, bot, gold) for gold in golds)
        if folder == SETS / "seeds":
            yield from (Asked("gold", bot, gold) for gold in read_lines(ROOT / "tests/gold/seeds.jsonl"))
    for case in sorted((SETS / "conversations").glob("*/*/")):
        index_dir = arguments.work / f"conversations-{case.name}"
        ingest(case / "docs", index_dir, embedder)
        bot = Bot(reader_of(index_dir, embedder), models, load_prompts(), None)
        yield from (Asked(case.parent.name, bot, gold) for gold in read_lines(case / "q.jsonl"))


def ask(asked: Asked) -> Said:
    """Return what the bot says."""
    answer = asked.bot.ask(asked.gold["question"], conversation_of(asked.gold))
    judge = conversations.went_well if asked.set in CONVERSATIONS else quality.went_well
    return Said(f"{answer.status} {answer.text} {answer.readings}", judge(asked.gold, answer))


def row(rule: str, asked: Sequence[Asked], before: Sequence[Said], after: Sequence[Said], used: int) -> str:
    """Return one line of the table; `used` is in how many questions the rule has a part."""
    triples = list(zip(asked, before, after, strict=True))
    changed = [one for one, old, new in triples if old.text != new.text]
    wrong = [one for one, old, new in triples if old.went_well and not new.went_well]
    right = [one for one, old, new in triples if new.went_well and not old.went_well]
    names = [*(f"-{one.set}:{one.gold['id']}" for one in wrong), *(f"+{one.set}:{one.gold['id']}" for one in right)]
    return f"| {rule} | {used} | {len(changed)} | {len(wrong)} | {len(right)} | {', '.join(names[:MANY])} |"


if __name__ == "__main__":
    main()
