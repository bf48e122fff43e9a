"""Exports of Discord: a channel a text, each message with its author, its time and its address."""

import json

import pytest

from qa_bot.documents.reading import read_named
from qa_bot.errors import SourceError
from qa_bot.sources.links import link_of
from qa_bot.sources.manifest import SourceOptions
from tests.sources.conftest import texts

PLAIN = SourceOptions()


def export(*messages: tuple[str, str, str], guild: str = "7", channel: str = "42") -> str:
    said = [
        {
            "id": str(100 + number),
            "timestamp": stamp,
            "content": content,
            "author": {"id": "1", "name": author.lower(), "nickname": author, "isBot": False},
            "attachments": [],
            "embeds": [],
        }
        for number, (author, stamp, content) in enumerate(messages)
    ]
    about = {"id": channel, "type": "GuildTextChat", "category": "Support", "name": "help", "topic": "Ask here."}
    return json.dumps(
        {"guild": {"id": guild, "name": "Workshop"}, "channel": about, "messages": said, "messageCount": len(said)}
    )


TALK = (
    ("Ana", "2026-01-05T10:00:00.123+00:00", "How do I reset the press?"),
    ("Bo", "2026-01-05T10:02:00+00:00", "Hold the red button for five seconds.\n\nThen wait."),
    ("Ana", "2026-01-05T10:03:00+00:00", ""),
    ("Cy", "2026-01-05T10:04:00+00:00", "The light goes green when it is done."),
)


def test_a_channel_is_a_text_of_its_messages(tmp_path, sources, root):
    (tmp_path / "help.json").write_text(export(*TALK), "utf-8")
    sources.add(f"discord-export:{tmp_path / 'help.json'}", PLAIN)
    assert texts(root, "help") == {
        "help-42.txt": "# Workshop / Support / help\n\nAsk here.\n"
        "\nAna (2026-01-05 10:00): How do I reset the press?\n"
        "\nBo (2026-01-05 10:02): Hold the red button for five seconds.\nThen wait.\n"
        "\nCy (2026-01-05 10:04): The light goes green when it is done.\n"
    }


def test_its_messages_are_read_as_messages(tmp_path, sources, root):
    (tmp_path / "help.json").write_text(export(*TALK), "utf-8")
    sources.add(f"discord-export:{tmp_path / 'help.json'}", PLAIN)
    (document,) = read_named("help-42.txt", texts(root, "help")["help-42.txt"].encode())
    messages = [block for block in document.blocks if block.kind == "message"]
    assert [document.text[block.start : block.end].split(" ")[0] for block in messages] == ["Ana", "Bo", "Cy"]


def test_a_path_means_the_same_in_any_working_directory(tmp_path, sources, monkeypatch):
    (tmp_path / "help.json").write_text(export(*TALK), "utf-8")
    monkeypatch.chdir(tmp_path)
    sources.add("discord-export:help.json", PLAIN)
    monkeypatch.chdir("/")
    assert sources.refresh("help").manifest.address == f"discord-export:{tmp_path}/help.json"


def test_a_line_links_to_its_message(tmp_path, sources, root):
    (tmp_path / "help.json").write_text(export(*TALK), "utf-8")
    sources.add(f"discord-export:{tmp_path / 'help.json'}", PLAIN)
    lines = texts(root, "help")["help-42.txt"].splitlines()
    line = lines.index("Then wait.") + 1
    assert link_of(root, "sources/help/help-42.txt", line) == "https://discord.com/channels/7/42/101"
    assert link_of(root, "sources/help/help-42.txt", 1) == "https://discord.com/channels/7/42"


def test_a_folder_of_exports_is_a_source_and_forgets_what_is_deleted(tmp_path, sources, root):
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "a.json").write_text(export(*TALK), "utf-8")
    (exports / "b.json").write_text(export(*TALK[:1], channel="43", guild="0"), "utf-8")
    (exports / "other.json").write_text("[1]", "utf-8")
    sources.add(f"discord-export:{exports}", PLAIN)
    assert set(texts(root, "exports")) == {"help-42.txt", "help-43.txt"}
    assert link_of(root, "sources/exports/help-43.txt", 5) == "https://discord.com/channels/@me/43/100"
    (exports / "a.json").unlink()
    assert sources.refresh("exports").removed == 1
    assert set(texts(root, "exports")) == {"help-43.txt"}


@pytest.mark.parametrize(("text", "told"), [("[1]", "no channel with messages"), ("{", "no JSON")])
def test_another_file_is_an_error_that_says_what_it_is(tmp_path, sources, text, told):
    (tmp_path / "x.json").write_text(text, "utf-8")
    with pytest.raises(SourceError, match=told):
        sources.add(f"discord-export:{tmp_path / 'x.json'}", PLAIN)
