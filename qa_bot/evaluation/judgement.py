"""What a judge says of answers, and what that comes to over a run; advice, never part of a gate or a comparison."""

from collections.abc import Sequence

import numpy as np

from qa_bot.errors import GoldError
from qa_bot.evaluation.statistics import Interval, bootstrap_mean
from qa_bot.frozen import Frozen
from qa_bot.llm.language_model import TokenUse

CRITERIA = ("faithfulness", "correctness", "relevancy")


class Verdict(Frozen):
    """Be what a judge says of an answer by one criterion.

    `score` is 0 or 1 for faithfulness and relevancy, 1 to 5 for correctness; None where the judge failed, and `failure` then
    says why.
    """

    score: float | None = None
    reason: str = ""
    failure: str | None = None


class Judgement(Frozen):
    """Be the verdicts on an answer by criterion, those that apply to it, with the tokens they took."""

    verdicts: dict[str, Verdict]
    use: TokenUse = TokenUse()


class JudgeIdentity(Frozen):
    """Say which model judged, by which texts: `prompts_sha256` is the sum of all that the judge is told."""

    model: str
    prompts_sha256: str


class JudgeReport(Frozen):
    """Be a judge's part of run.json: figures by name, how many answers were judged, how many verdicts failed."""

    identity: JudgeIdentity
    judged: int = 0
    failures: int = 0
    use: TokenUse = TokenUse()
    cost: float | None = None
    figures: dict[str, Interval] = {}


def summarise_judgements(identity: JudgeIdentity, judgements: Sequence[Judgement]) -> JudgeReport:
    """Return what the judgements of a run come to; verdicts that failed count as failures and in no figure."""
    verdicts = [judgement.verdicts for judgement in judgements]
    figures = {}
    for criterion in CRITERIA:
        scores = [v[criterion].score for v in verdicts if criterion in v and v[criterion].score is not None]
        if scores:
            figures[f"judge.{criterion}"] = bootstrap_mean(np.array(scores, np.float64))
    return JudgeReport(
        identity=identity,
        judged=len(judgements),
        failures=sum(verdict.failure is not None for found in verdicts for verdict in found.values()),
        use=sum((judgement.use for judgement in judgements), TokenUse()),
        figures=figures,
    )


def check_same_judge(before: JudgeReport | None, now: JudgeIdentity | None) -> None:
    """Raise GoldError where a run that is gone on with was begun with another judge: its figures would mix two."""
    was = before.identity if before else None
    if was == now:
        return
    if was is None:
        raise GoldError("the run was begun without a judge: go on without --judge, or start a new one without --resume")
    if now is None:
        raise GoldError(f"the run is judged by {was.model}: give --judge again, or start a new one without --resume")
    raise GoldError(
        f"the run was begun with another judge ({was.model}) or other texts for it: start a new one without --resume"
    )
