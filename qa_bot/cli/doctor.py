"""qa-bot doctor."""

import json
from collections.abc import Sequence

import click

from qa_bot.cli.console import on_one_line, write
from qa_bot.cli.options import global_options, settings_of
from qa_bot.doctor.checkup import before_settings, with_settings
from qa_bot.doctor.finding import Finding, exit_code_of
from qa_bot.doctor.machine import Machine


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@global_options
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> int:
    """Find what is wrong or may go wrong soon, and what mends it.

    Each finding names the command that mends it.

    It changes nothing. The exit code is 0 where there is nothing but advice, 2 for a fault of the configuration, 4 for a broken
    index, 5 for a service that does not answer; the index goes first.
    """
    findings = examined(context, Machine())
    code = exit_code_of(findings)
    if as_json:
        told = [finding.model_dump() for finding in findings]
        write(json.dumps({"sound": code == 0, "exit_code": code, "findings": told}))
    else:
        write(as_text(findings))
    return code


def examined(context: click.Context, machine: Machine) -> tuple[Finding, ...]:
    """Return what is wrong; settings that cannot be read come first, as everything else hangs on them."""
    first = before_settings(machine)
    return first if exit_code_of(first) else (*first, *with_settings(settings_of(context), machine))


def as_text(findings: Sequence[Finding]) -> str:
    """Return what was found, the faults before the advice, each with its command."""
    faults = [finding for finding in findings if finding.kind != "advice"]
    advice = [finding for finding in findings if finding.kind == "advice"]
    lines = [line for finding in (*faults, *advice) for line in _lines(finding)]
    return "\n".join([*lines, f"{_counted(len(faults), 'fault')}, {len(advice)} of advice"])


def _lines(finding: Finding) -> tuple[str, str]:
    label = "advice" if finding.kind == "advice" else "fault"
    return f"{label:<8}{finding.name}: {on_one_line(finding.problem)}", f"        {on_one_line(finding.command)}"


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
