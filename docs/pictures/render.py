"""Turn a transcript of the Discord of testing/ into pictures: one PNG a scene, in a neutral dark chat.

Run from the checkout: `python docs/pictures/render.py docs/pictures/transcript.json docs/pictures` (needs Chromium).
"""

import json
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

WIDTH = 760
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars")
SUBCOMMAND = (1, 2)

STYLE = """
* { box-sizing: border-box }
body { margin: 0; padding: 18px 20px; width: 760px; background: #1e1f22; color: #dcdee1;
       font: 15px/1.4 "DejaVu Sans", "Noto Color Emoji", sans-serif }
.message { display: flex; gap: 12px; margin-bottom: 16px }
.message:last-child { margin-bottom: 0 }
.portrait { width: 36px; height: 36px; border-radius: 50%; flex: none; background: #4e5058; color: #fff; margin-top: 2px;
            display: flex; align-items: center; justify-content: center; font-weight: bold }
.portrait.bot { background: #3d6fb4 }
.body { flex: 1; min-width: 0 }
.before { font-size: 12px; color: #9a9da3; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.author { font-weight: bold; color: #f2f3f5 }
.app { background: #3d6fb4; color: #fff; border-radius: 3px; font-size: 10px; padding: 1px 4px; margin-left: 6px;
       vertical-align: 2px }
.small { font-size: 12px; color: #9a9da3 }
.mention { background: #32405e; color: #c3d0f2; border-radius: 3px; padding: 0 2px }
code { background: #2b2d31; border-radius: 3px; padding: 1px 4px; font-size: 13px }
blockquote { margin: 2px 0; padding-left: 10px; border-left: 4px solid #4e5058 }
pre { background: #2b2d31; border-radius: 4px; padding: 8px 10px; margin: 4px 0; font-size: 13px }
.file { background: #2b2d31; border-radius: 4px; padding: 8px 12px; margin-top: 4px; display: inline-block }
.item { padding-left: 18px; text-indent: -12px }
.embed { background: #2b2d31; border-left: 4px solid #4e5058; border-radius: 4px; padding: 10px 14px; margin-top: 4px }
.title { font-weight: bold; color: #7aa7e8; margin-bottom: 4px }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px }
.button { background: #43454c; color: #fff; border-radius: 4px; padding: 5px 12px; font-size: 13px }
.button.primary { background: #3d6fb4 }
.button.danger { background: #a8383c }
.button.off { opacity: .45 }
"""


def page_of(messages: list[dict[str, Any]], channels: dict[str, str]) -> str:
    """Return a scene as a page."""
    shown = "".join(_message(message, channels) for message in messages)
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><body>{shown}</body>"


def _message(message: dict[str, Any], channels: dict[str, str]) -> str:
    name = escape(message["author"])
    bot = " bot" if message["is_bot"] else ""
    app = '<span class="app">APP</span>' if message["is_bot"] else ""
    private = '<div class="small">Only you can see this</div>' if message["is_private"] else ""
    embeds = "".join(_embed(embed, message, channels) for embed in message["embeds"])
    return (
        f'<div class="message"><div class="portrait{bot}">{name[0].upper()}</div><div class="body">'
        f'{_before(message, channels)}<span class="author">{name}</span>{app}'
        f"{_markdown(message['content'], message, channels)}{_files(message)}{embeds}{_buttons(message)}{private}</div></div>"
    )


def _files(message: dict[str, Any]) -> str:
    return "".join(f'<div class="file">📎 {escape(file["name"])}</div>' for file in message["files"])


def _before(message: dict[str, Any], channels: dict[str, str]) -> str:
    """Return what a message answers: the command that was used, or the message it replies to."""
    used, replied = message["command"], message["replies_to"]
    if used:
        said = f"{escape(used['user'])} used <b>/{_command(used, channels)}</b>"
    elif replied:
        text = re.sub(r"\n.*", "", replied["content"], flags=re.DOTALL)
        said = f"↰ {escape(replied['author'])}: {_inline(text, message, channels)}"
    else:
        return ""
    return f'<div class="before">{said}</div>'


def _command(used: dict[str, Any], channels: dict[str, str]) -> str:
    words, options = [used["name"]], used["options"]
    while options and options[0]["type"] in SUBCOMMAND:
        words.append(options[0]["name"])
        options = options[0].get("options", [])
    for option in options:
        value = str(option["value"])
        words.append(f"{option['name']}:{'#' + channels[value] if value in channels else value}")
    return escape(" ".join(words))


def _embed(embed: dict[str, Any], message: dict[str, Any], channels: dict[str, str]) -> str:
    return (
        f'<div class="embed"><div class="title">{_inline(embed.get("title", ""), message, channels)}</div>'
        f"{_markdown(embed.get('description', ''), message, channels)}"
        f'<div class="small">{escape(embed.get("footer", {}).get("text", ""))}</div></div>'
    )


def _buttons(message: dict[str, Any]) -> str:
    rows = []
    for row in message["components"]:
        count = sum(component["type"] == 2 for component in row["components"])
        taken = sum(len(other) for other in rows)
        rows.append([_button(b, c) for b, c in zip(message["buttons"][taken : taken + count], row["components"], strict=True)])
    return "".join(f'<div class="row">{"".join(row)}</div>' for row in rows)


def _button(button: dict[str, Any], component: dict[str, Any]) -> str:
    emoji, label = (component.get("emoji") or {}).get("name", ""), component.get("label", "")
    arrow = " ↗" if button["style"] == "link" else ""
    off = " off" if button["is_disabled"] else ""
    return f'<span class="button {button["style"]}{off}">{escape(f"{emoji} {label}".strip())}{arrow}</span>'


def _markdown(text: str, message: dict[str, Any], channels: dict[str, str]) -> str:
    """Return the part of Discord's markdown that the bot uses, line by line."""
    lines = []
    code: list[str] | None = None
    for line in text.splitlines():
        bare = line.removeprefix("> ")
        if code is not None and bare != "```":
            code.append(escape(bare))
        elif code is not None:
            lines.append(f"<pre>{chr(10).join(code)}</pre>")
            code = None
        elif bare == "```":
            code = []
        elif line.startswith("-# "):
            lines.append(f'<div class="small">{_inline(line[3:], message, channels)}</div>')
        elif line.startswith("> "):
            lines.append(f"<blockquote>{_inline(line[2:], message, channels)}</blockquote>")
        elif line.startswith("- "):
            lines.append(f'<div class="item">• {_inline(line[2:], message, channels)}</div>')
        else:
            lines.append(f"<div>{_inline(line, message, channels) or '&nbsp;'}</div>")
    return "".join(lines)


def _inline(text: str, message: dict[str, Any], channels: dict[str, str]) -> str:
    people = message["mentions"]
    shown = escape(re.sub(r"\\([^\w\s])", lambda m: f"\\{ord(m[1])};", text).replace("\u200b", ""), quote=False)
    shown = re.sub(r"&lt;@!?(\d+)&gt;", lambda m: _mention("@" + people.get(m[1], "somebody")), shown)
    shown = re.sub(r"&lt;#(\d+)&gt;", lambda m: _mention("#" + channels.get(m[1], "channel")), shown)
    shown = re.sub(r"&lt;t:(\d+):t&gt;", lambda m: f"{datetime.fromtimestamp(int(m[1]), UTC):%H:%M}", shown)
    shown = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", shown)
    shown = re.sub(r"`([^`]+)`", r"<code>\1</code>", shown)
    return re.sub(r"\\(\d+);", lambda m: escape(chr(int(m[1])), quote=False), shown)


def _mention(name: str) -> str:
    return f'<span class="mention">{escape(name)}</span>'


def photograph(page: str, target: Path) -> None:
    """Write a page as a PNG that is as high as it needs to be."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        measuring = "<script>document.title = document.documentElement.scrollHeight</script>"
        file.write_text(page.replace("</body>", f"{measuring}</body>"), "utf-8")
        chromium = [*CHROMIUM, *QUIET, f"--user-data-dir={folder}/profile"]
        measured = _run([*chromium, f"--window-size={WIDTH},100", "--dump-dom", file.as_uri()])
        height = re.search(r"<title>(\d+)</title>", measured)
        if height is None:
            raise RuntimeError("Chromium did not lay the page out")
        _run([*chromium, f"--window-size={WIDTH},{height[1]}", f"--screenshot={target.absolute()}", file.as_uri()])


def _run(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


if __name__ == "__main__":
    transcript = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    for scene, messages in transcript["scenes"].items():
        photograph(page_of(messages, transcript["channels"]), Path(sys.argv[2]) / f"{scene}.png")
