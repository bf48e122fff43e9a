"""Files as an attacker or an accident makes them: generated texts, and real files that were changed."""

import io
import zipfile
from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st

# What means something in one format or another, to a terminal, or to whoever counts characters.
TOKENS = (
    "\n", "\n\n", "\r\n", "\r", "\t", " ", "    ", "\f", "\v", "\x85", "\u2028", "\u00a0", "\u3000", "\ufeff", "\0", "\x1b[31m", "\x1b]0;x\x07",
    "\x9b31m", "\x08", "\x01", "\x1c", "\x1d", "\u202e", "\u2066", "\u200b", "\u200d", "\u00ad", "\U000e0041", "\ufffd", "\U0001f600", "é", "e\u0301", "İ", "ß", "ﬁ",
    "漢字。", "שלום", "مرحبا", "# ", "## ", "#", "===", "---", "+++", "***", "___", "- ", "* ", "+ ", "1. ", "2) ", "a) ", "> ", ">", "|", "||", "|---|", ":-:",
    "```", "~~~", "`", "**", "__", "*", "_", "[", "]", "](", "![", "(", ")", "<", ">", "</", "/>", "<p>", "</p>", "<b", "<!--", "-->", "<![CDATA[", "]]>",
    "<?", "?>", "<!DOCTYPE x>", "<table>", "<tr>", "<td colspan=9>", "<li>", "<ul>", "<style>", "<script>", "<details>", "<summary>", "<h1>",
    "&amp;", "&#0;", "&#x110000;", "&", ";", ":", ": ", "::", "=", ",", '"', "'", '""', "\\", "\\n", "{", "}", "{{", "}}", "{%", "[[", "]]", "@", "@everyone",
    "http://a.example/", "<a@b.example>", "%", "$", "$ ", "^", "~", "!", "?", ". ", "... ", "Dr. ", "e.g. ", "\\section{", "\\begin{", "\\end{", "\\item ",
    "\\par", "\\'e", "\\u-1?", "\\bin9", ".. ", ".. note::", ".. |a| replace:: ", "|a|", ":role:`", "|===", "----", "#+BEGIN_", "#+END_", "* TODO ",
    "Q: ", "A: ", "From: ", "Subject: ", "Date: ", "From a 2024\n", "On 3 May 2024, Ana wrote:", "Content-Type: text/html\n", "title: ", "date: ", "2024-13-45",
    "2024-05-03", "3 May 2024", "10:02", "[10:02] Ana: ", "00:00:01,000 --> 00:00:02,000", "INFO ", "Traceback ", "0", "-1", "1e999", "9" * 40, "true",
    "null", "NaN", '{"a":', '{"text":', "[{", "}]", '"\\ud800"', "- a: b", "&a [*a]", "!!python/object:os.system", "word", "Word", "WORDS", "The bridge opened.",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(TOKENS), st.sampled_from(TOKENS), st.text(max_size=6)), max_size=80).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis"])


class Edit(NamedTuple):
    """A change of some bytes: `where` is a share of them, in parts of 65,536."""

    kind: str
    where: int
    length: int
    payload: bytes


PAYLOADS = st.one_of(
    st.sampled_from(TOKENS).map(lambda token: token.encode("utf-8", "replace")),
    st.binary(max_size=6),
    st.sampled_from(
        [b"\xff\xfe", b"\xed\xa0\x80", b"\x80", b"PK\x03\x04", b"-2147483649", b"99999999999", b"(" * 300, b"<b>" * 300]
    ),
)
EDITS = st.lists(
    st.builds(
        Edit,
        st.sampled_from(["insert", "insert", "put", "delete", "repeat", "cut", "move", "flip"]),
        st.integers(0, 65_535),
        st.one_of(st.integers(1, 12), st.integers(1, 3000)),
        PAYLOADS,
    ),
    min_size=1,
    max_size=5,
)


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Return data after some changes."""
    for kind, where, length, payload in edits:
        at = len(data) * where // 65_536
        end = min(len(data), at + length)
        match kind:
            case "insert":
                data = data[:at] + payload + data[at:]
            case "put":
                data = data[:at] + payload + data[at + len(payload) :]
            case "delete":
                data = data[:at] + data[end:]
            case "repeat":
                data = data[:end] + data[at:end] * (1 + length % 20) + data[end:]
            case "cut":
                data = data[:at]
            case "move":
                data = data[:at] + data[end:] + data[at:end]
            case "flip" if at < len(data):
                data = data[:at] + bytes([data[at] ^ (1 << length % 8)]) + data[at + 1 :]
    return data


def edited_archive(data: bytes, part: int, edits: Sequence[Edit]) -> bytes:
    """Return a zip archive, one of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        names = old.namelist()
        for number, name in enumerate(names):
            content = old.read(name)
            new.writestr(name, edited(content, edits) if number == part % len(names) else content)
    return buffer.getvalue()


def encoded(text: str, encoding: str) -> bytes:
    """Return a text in an encoding, without what that lacks."""
    return text.encode(encoding, "replace")
