"""Measure which sentences the verification keeps and drops, among those that documents support and those that they do not.

    python benchmarks/verification.py WORK [--claims FOLDER] [--split tune] [--split held] [--derive] [--show]

FOLDER has pairs.jsonl (id, corpus, split, question, sentence, supported, kind, evidence) and NAME/corpus for each corpus;
tests/gold/claims is one. The pairs of tests/gold/paraphrases.jsonl join as the split "paraphrases". Each sentence is what a
scripted model answers to the question, through the whole bot with the threshold at 0: it is `verified` if quotes support it, and
`shown` if it is in the answer. `--derive` prints what each threshold keeps and drops, and what it does to a corpus if it is
chosen on the others: for a reader with other weights, never with "held".
"""

import argparse
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from claims import CLAIMS, PARAPHRASES, Claim, RememberingReader, Trial, make_trials, read_claims, read_paraphrases

from qa_bot.answer import Answer
from qa_bot.bot import Bot
from qa_bot.verification.sources import Sources
from qa_bot.verification.support import find_support
from qa_bot.verification.thresholds import THRESHOLDS, Thresholds

DROPPED_SHARE = 0.97
SUPPORT = tuple(half / 2 for half in range(20, 40))


class Outcome(NamedTuple):
    """The outcome of a claim, and why it is not shown."""

    claim: Claim
    verified: bool
    shown: bool
    why: tuple[str, ...]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--claims", type=Path, default=CLAIMS)
    parser.add_argument("--split", action="append")
    parser.add_argument("--derive", action="store_true")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    splits = arguments.split or ["tune", "paraphrases", "more"]
    claims = [c for c in (*read_claims(arguments.claims), *read_paraphrases(PARAPHRASES)) if c.split in splits]
    arguments.work.mkdir(parents=True, exist_ok=True)
    reader = RememberingReader()
    trials = make_trials(claims, arguments.claims, arguments.work, reader)
    outcomes = [outcome_of(trial, reader) for trial in trials]
    for split in splits:
        report(split, [outcome for outcome in outcomes if outcome.claim.split == split])
    if arguments.show:
        show(outcomes)
    if arguments.derive:
        derive(trials, reader)


def outcome_of(trial: Trial, reader: RememberingReader) -> Outcome:
    """Return the outcome of a claim."""
    answer, explanation = trial.shown()
    check_quotes(answer, trial.bot)
    is_shown = answer.mode == "generative"
    if answer.dropped != len(explanation.dropped) or answer.dropped != 1 - is_shown:
        raise SystemExit(f"{trial.claim.id}: {answer.dropped} sentences are counted as dropped")
    verdict = find_support(reader, trial.claim.sentence, Sources(trial.passages))
    return Outcome(trial.claim, verdict.is_supported, is_shown, tuple(w for d in explanation.dropped for w in d.missing))


def check_quotes(answer: Answer, bot: Bot) -> None:
    """Fail when a quote is not verbatim."""
    for citation in answer.citations:
        document = bot.document(citation.source)
        if document is None or document.text[citation.start : citation.end] != citation.quote:
            raise SystemExit(f"no verbatim quote: {citation}")


def report(split: str, outcomes: Sequence[Outcome]) -> None:
    """Print how many sentences of each kind are verified and shown."""
    print(f"\n| {split} | n | verified | shown |\n|---|---|---|---|")
    for supported in (True, False):
        group = [outcome for outcome in outcomes if outcome.claim.supported == supported]
        for kind in dict.fromkeys(outcome.claim.kind for outcome in group):
            row(f"{'true' if supported else 'false'}: {kind}", [o for o in group if o.claim.kind == kind])
        row("**true, all**" if supported else "**false, all**", group)


def row(name: str, outcomes: Sequence[Outcome]) -> None:
    """Print one line of the table: counts, and shares with their 95 % intervals."""
    if n := len(outcomes):
        cells = (sum(getattr(outcome, field) for outcome in outcomes) for field in ("verified", "shown"))
        print(f"| {name} | {n} | {' | '.join(share(count, n) for count in cells)} |")


def share(count: int, n: int) -> str:
    """Return a count with its share and 95 % interval (Wilson, "Probable inference", JASA 1927)."""
    z, p = 1.96, count / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = ((middle + sign * half) / (1 + z * z / n) for sign in (-1, 1))
    return f"{count} ({p:.2f}, {low:.2f} to {high:.2f})"


def show(outcomes: Sequence[Outcome]) -> None:
    """Print the sentences that are shown or withheld wrongly."""
    for claim, verified, shown, why in outcomes:
        if shown != claim.supported:
            print(
                f"{claim.id} {claim.supported} {claim.kind}, verified: {verified}: {claim.sentence}\n   {claim.question}\n   {why}"
            )


def derive(trials: Sequence[Trial], reader: RememberingReader) -> None:
    """Print what each threshold keeps and drops, and what is kept of each corpus with the threshold of the others."""
    if any(trial.claim.split == "held" for trial in trials):
        raise SystemExit("thresholds are not fitted to the claims that are held out")
    kept = {support: kept_at(support, trials, reader) for support in SUPPORT}
    print("\n| threshold | true kept | false kept | by split |\n|---|---|---|---|")
    for support, claims in kept.items():
        splits = Counter((claim.split, claim.supported) for claim in claims)
        print(
            f"| {support} | {' | '.join(str(count(claims, is_true)) for is_true in (True, False))} | {dict(sorted(splits.items()))}"
        )
    claims = [trial.claim for trial in trials]
    print(f"\nLeast threshold that drops {DROPPED_SHARE} of the false: {least(kept, claims)}")
    elsewhere: list[Claim] = []
    for corpus in dict.fromkeys(claim.corpus for claim in claims):
        chosen = least(
            {support: [c for c in found if c.corpus != corpus] for support, found in kept.items()},
            [c for c in claims if c.corpus != corpus],
        )
        elsewhere += [claim for claim in kept[chosen] if claim.corpus == corpus]
        print(f"{corpus}: chosen without it {chosen}")
    print(f"Each corpus with the threshold of the others: true {count(elsewhere, True)}, false {count(elsewhere, False)}")


def kept_at(support: float, trials: Sequence[Trial], reader: RememberingReader) -> list[Claim]:
    """Return the claims that quotes support with a threshold."""
    thresholds = Thresholds(support=support, words=THRESHOLDS.words)
    return [trial.claim for trial in trials if is_kept(trial, reader, thresholds)]


def count(claims: Sequence[Claim], supported: bool) -> int:
    """Return how many claims are true, or false."""
    return sum(claim.supported == supported for claim in claims)


def least(kept: Mapping[float, Sequence[Claim]], claims: Sequence[Claim]) -> float:
    """Return the least threshold that lets no more than the allowed share of the false claims pass."""
    allowed = math.floor((1 - DROPPED_SHARE) * count(claims, False) + 1e-9)
    return next((support for support in SUPPORT if count(kept[support], False) <= allowed), SUPPORT[-1])


def is_kept(trial: Trial, reader: RememberingReader, thresholds: Thresholds) -> bool:
    """Tell whether quotes support a claim with other thresholds."""
    return find_support(reader, trial.claim.sentence, Sources(trial.passages), (), thresholds).is_supported


if __name__ == "__main__":
    main()
