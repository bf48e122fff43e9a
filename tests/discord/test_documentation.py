"""What docs/discord.md says, against what there is."""

import re

import pytest

from qa_bot.settings import Settings
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "discord.md").read_text("utf-8")
DISCORDS_OWN = {"The application did not respond"}
PROMPTS = "\n".join(path.read_text("utf-8") for path in (ROOT / "prompts").rglob("*.txt"))
SOURCES = "\n".join(path.read_text("utf-8") for path in (ROOT / "qa_bot").rglob("*.py"))


def literal(text: str) -> str:
    """Return a text without what Python puts between the parts of a string."""
    return re.sub(r'"\s*f?"|\\n', "", re.sub(r"\s+", " ", text)).replace("\\", "")


def messages() -> list[str]:
    """Return the messages in the tables of what does not work."""
    told = PAGE[PAGE.index("## When something does not work") :]
    return [re.match(r"\| `([^`]+)`", line)[1] for line in told.splitlines() if line.startswith("| `")]


@pytest.mark.parametrize("message", [message for message in messages() if message not in DISCORDS_OWN])
def test_every_message_that_is_explained_is_one_that_the_program_has(message: str) -> None:
    known = literal(f"{PROMPTS}\n{SOURCES}")
    parts = [part.strip() for part in message.split("...") if part.strip()]
    assert parts
    assert [part for part in parts if part not in known] == []


def test_every_setting_that_is_named_is_one() -> None:
    named = set(re.findall(r"QA_BOT_([A-Z_]+)", PAGE))
    assert len(named) > 10
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_every_picture_and_section_that_is_linked_is_there() -> None:
    headings = {re.sub(r"[^\w -]", "", h.casefold()).replace(" ", "-") for h in re.findall(r"^#+ (.+)$", PAGE, re.M)}
    links = re.findall(r"\]\(([^)\s]+)\)", PAGE)
    assert [link for link in links if link.startswith("#") and link[1:] not in headings] == []
    files = [link for link in links if not link.startswith(("#", "http"))]
    assert any(link.startswith("pictures/") for link in files)
    assert [link for link in files if not (ROOT / "docs" / link.split("#")[0]).is_file()] == []
