"""What each direct dependency of the plain installation takes on disk, and what would go with it.

Run it with the interpreter of a fresh environment that holds the wheel alone:
`python3 -m venv fresh && fresh/bin/pip install dist/*.whl && fresh/bin/python benchmarks/install_size.py`
"""

import re
import sys
import sysconfig
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

PROJECT = "qa-bot"
# What every environment has, and the program does not need.
TOOLS = frozenset({"pip", "setuptools", "wheel"})
MEGABYTE = 1e6


def name_of(text: str) -> str:
    """Return the normalised name at the beginning of a requirement."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", text.strip(), maxsplit=1)[0]).lower()


def installed() -> dict[str, Distribution]:
    return {name_of(found.metadata["Name"]): found for found in distributions()}


def needs_of(found: Distribution, present: Iterable[str]) -> set[str]:
    """Return the installed packages that a package asks for, without those of its extras."""
    asked = (line for line in found.requires or () if "extra ==" not in line)
    return {name_of(line) for line in asked} & set(present)


def brought_by(root: str, direct: set[str], needs: dict[str, set[str]]) -> set[str]:
    """Return what comes with a direct dependency and is none itself, whoever else brings it too."""
    found: set[str] = set()
    waiting = list(needs[root])
    while waiting:
        name = waiting.pop()
        if name not in found | direct:
            found.add(name)
            waiting.extend(needs[name])
    return found


def megabytes(found: Distribution) -> float:
    """Return what the files of a package take; the compiled ones that pip made count."""
    paths = (Path(str(found.locate_file(file))) for file in found.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file()) / MEGABYTE


def listed(names: Iterable[str], sizes: dict[str, float]) -> str:
    return ", ".join(f"{name} {sizes[name]:.0f}" for name in sorted(names, key=lambda n: -sizes[n]) if sizes[name] >= 1)


def main() -> None:
    packages = installed()
    needs = {name: needs_of(found, packages) for name, found in packages.items()}
    sizes = {name: megabytes(found) for name, found in packages.items()}
    direct = needs[PROJECT]
    brought = {name: brought_by(name, direct, needs) for name in direct}
    rows, shared = [], set[str]().union(*brought.values())
    for name in direct:
        alone = brought[name] - set().union(*(others for other, others in brought.items() if other != name))
        shared -= alone
        rows.append((sizes[name] + sum(sizes[other] for other in alone), name, listed(alone, sizes)))
    print("| dependency | its own files | with what it alone brings | the largest of that |\n|---|---|---|---|")
    for total, name, largest in sorted(rows, reverse=True):
        print(f"| {name} | {sizes[name]:.1f} | {total:.1f} | {largest} |")
    print(f"| brought by several of them | | {sum(sizes[name] for name in shared):.1f} | {listed(shared, sizes)} |")
    print(f"| {PROJECT} itself | {sizes[PROJECT]:.1f} | {sizes[PROJECT]:.1f} | |")
    tools = sum(size for name, size in sizes.items() if name in TOOLS)
    print(f"\n{len(packages)} packages, {sum(sizes.values()) - tools:.0f} MB, and {tools:.0f} MB of pip and its like")
    print(f"Python {sys.version.split()[0]}, {sysconfig.get_platform()}")


if __name__ == "__main__":
    main()
