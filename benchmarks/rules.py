"""Switch the hand-written rules of the verification off, one by one, and report what changes.

    python benchmarks/rules.py WORK [--split tune] [--split paraphrases] [--split more]

Each rule is a function that is replaced by one that finds nothing. Prints how many true and false sentences are verified
with all rules, and for each rule which sentences change without it: "+" is a sentence that is verified only without it. A
rule that changes nothing has no place in the code.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claims import CLAIMS, PARAPHRASES, RememberingReader, Trial, make_trials, read_claims, read_paraphrases
from switching import switched_off

from qa_bot.verification.sources import Sources
from qa_bot.verification.statement import statement_of
from qa_bot.verification.support import find_support

NOTHING: dict[str, Any] = {
    "verification.checks.missing_dates": (),
    "verification.checks.missing_numbers": (),
    "verification.checks.missing_names": (),
    "verification.checks.turned_round": frozenset(),
    "verification.checks.overstated": (),
    "verification.checks.unnamed_condition": None,
    "verification.checks.displaced_names": (),
    "verification.checks.turned_words": (),
    "verification.degrees._all_for_most": None,
    "verification.degrees._other_duty": (),
    "verification.names._opens_with_a_name": False,
    "verification.names._said_by_initials": frozenset(),
    "text.name_variants.are_related": False,
    "text.name_variants.are_transliterations": False,
    "text.numbers._is_pronoun": False,
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--split", action="append")
    arguments = parser.parse_args()
    splits = arguments.split or ["tune", "paraphrases", "more"]
    claims = [claim for claim in (*read_claims(CLAIMS), *read_paraphrases(PARAPHRASES)) if claim.split in splits]
    arguments.work.mkdir(parents=True, exist_ok=True)
    reader = RememberingReader()
    trials = make_trials(claims, CLAIMS, arguments.work, reader)
    with_all = verified(trials, reader)
    print(f"| without | true {count(trials, with_all, True)} | false {count(trials, with_all, False)} | what changes |")
    print("|---|---|---|---|")
    for rule, nothing in NOTHING.items():
        with switched_off(rule, nothing):
            statement_of.cache_clear()
            without = verified(trials, reader)
        statement_of.cache_clear()
        changes = [*(f"+{name}" for name in sorted(without - with_all)), *(f"-{name}" for name in sorted(with_all - without))]
        cells = (count(trials, without, True), count(trials, without, False), ", ".join(changes) or "nothing")
        print(f"| {rule} | {' | '.join(map(str, cells))} |", flush=True)


def verified(trials: Sequence[Trial], reader: RememberingReader) -> set[str]:
    """Return the ids of the claims that quotes support."""
    return {
        trial.claim.id for trial in trials if find_support(reader, trial.claim.sentence, Sources(trial.passages)).is_supported
    }


def count(trials: Sequence[Trial], ids: set[str], supported: bool) -> int:
    """Return how many of the true or false claims are among these."""
    return sum(trial.claim.supported == supported and trial.claim.id in ids for trial in trials)


if __name__ == "__main__":
    main()
