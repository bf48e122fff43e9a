"""What the doctor finds."""

from typing import Literal

from qa_bot.frozen import Frozen

Kind = Literal["configuration", "index", "service", "advice"]
# The exit code of the command line for each kind; the worst comes first.
EXIT_CODES: dict[Kind, int] = {"index": 4, "configuration": 2, "service": 5, "advice": 0}


class Finding(Frozen):
    """One thing that is wrong, or may go wrong soon (`advice`): its name, what is the matter, and the command that mends it."""

    name: str
    kind: Kind
    problem: str
    command: str


def exit_code_of(findings: tuple[Finding, ...]) -> int:
    """Return the exit code: that of the worst finding, 0 where there is nothing but advice."""
    kinds = {finding.kind for finding in findings}
    return next((code for kind, code in EXIT_CODES.items() if kind in kinds), 0)
