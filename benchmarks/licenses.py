"""Write docs/licenses.md: the licence of every package that each extra installs, from the metadata of the installed packages.

python -m benchmarks.licenses [--check]
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

PAGE = Path(__file__).parent.parent / "docs" / "licenses.md"
EXTRAS = ("", "discord", "eval", "llm", "mcp", "postgres", "ray", "sentence-transformers", "serve", "sources")
HEAD = """# Licences

Written by `python -m benchmarks.licenses` from the metadata of installed packages: what the plain installation brings, then what
each extra adds. qa-bot itself is Apache-2.0; the weights in it are MIT (embedder) and CC-BY-SA-4.0 (reader), as
[ATTRIBUTIONS.md](../qa_bot/models/weights/ATTRIBUTIONS.md) says.
"""


def licence_of(found: Distribution) -> str:
    """Return the licence that a package declares: its SPDX expression, else its classifiers, else its own words."""
    told = found.metadata
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [line.split(" :: ")[-1] for line in told.get_all("Classifier", []) if line.startswith("License ::")]
    own = (told.get("License") or "").strip().splitlines()
    return "; ".join(name for name in classified if name != "OSI Approved") or (own[0][:60] if own else "not declared")


def needed(name: str, extra: str, seen: dict[str, Distribution | None]) -> Iterator[str]:
    """Yield the packages that a package installs with an extra, all the way down, each once."""
    found = distribution(name)
    for line in found.requires or ():
        requirement = Requirement(line)
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        key = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if key in seen:
            continue
        try:
            seen[key] = distribution(key)
        except PackageNotFoundError:
            seen[key] = None
            yield key
            continue
        yield key
        for inner in ("", *requirement.extras):
            yield from needed(key, inner, seen)


def page() -> str:
    """Return the page."""
    lines, seen = [HEAD], dict[str, Distribution | None]({"qa-bot": None})
    for extra in EXTRAS:
        added = sorted(needed("qa-bot", extra, seen))
        lines.append(f"\n## {f'Extra `{extra}`' if extra else 'The plain installation'}\n")
        lines.append("| package | licence |\n|---|---|" if added else "Nothing more.")
        for name in added:
            found = seen[name]
            lines.append(f"| {name} | {licence_of(found) if found else 'not installed where this was written'} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    if "--check" in sys.argv and PAGE.read_text("utf-8") != page():
        raise SystemExit("docs/licenses.md is not what is installed: run python -m benchmarks.licenses")
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
