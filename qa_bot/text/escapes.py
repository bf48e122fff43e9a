"""Remove what a terminal does not print: colours, cursor movements, overstruck characters."""

import re

_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]+[0-~]|[0-~])|\x9b[0-?]*[ -/]*[@-~]|\x1b"
)
_OVERSTRUCK = re.compile(r"[^\n\x08]\x08")


def without_escapes(text: str) -> str:
    """Return a text without the escape sequences of ECMA-48 and without characters deleted by backspaces."""
    if "\x1b" in text or "\x9b" in text:
        text = _ESCAPE.sub("", text)
    if "\x08" in text:
        text = _OVERSTRUCK.sub("", text).replace("\x08", "")
    return text
