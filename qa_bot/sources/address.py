"""The address of a source, as it is typed: its kind and its place."""

import difflib
import re
from pathlib import Path
from typing import Literal, NamedTuple, get_args
from urllib.parse import urlsplit

from qa_bot.errors import SourceError

Kind = Literal["git", "sitemap", "site", "feed", "discord-export", "discord-forum", "llama-index"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# What the running bot alone fetches: it may read the forum, and knows who allowed it.
FORUM: Kind = "discord-forum"
WEB_KINDS: tuple[Kind, ...] = ("sitemap", "site", "feed")
FORMS = "git:URL[#BRANCH[:PATH,...]], sitemap:URL, site:URL, feed:URL, discord-export:FILE, discord-forum:CHANNEL_ID or llama-index:CLASS[?JSON arguments]"
_UNNAMED = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60


class Address(NamedTuple):
    """Where a source is: its kind, and the rest of what was typed."""

    kind: Kind
    place: str


def parse_address(typed: str) -> Address:
    """Return the address that was typed; raise SourceError if it is none, or if it holds a password."""
    kind, colon, place = typed.partition(":")
    found = next((known for known in KINDS if known == kind), None)
    if not colon or not place or found is None:
        raise SourceError(f"{typed!r} is no source: {_advice(typed, kind)}")
    if found in WEB_KINDS and not is_web_address(place):
        raise SourceError(f"{place!r} is no address of the web: write {found}:https://...")
    if found == FORUM and not place.isdecimal():
        raise SourceError(
            f"{place!r} is no id of a forum: switch Developer Mode on in Discord, right-click the forum, Copy Channel ID"
        )
    if "://" in place and _has_password(place):
        raise SourceError(
            "the address holds a password, which would be kept in the corpus: leave it out; git asks its credential helpers"
        )
    return Address(found, place)


def is_web_address(place: str) -> bool:
    """Tell whether a text is the address of a page."""
    try:
        parts = urlsplit(place)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket that is not closed, a port that is no number
        return False


def _has_password(place: str) -> bool:
    try:
        return bool(urlsplit(place).password)
    except ValueError:
        return False


def absolute(address: Address) -> Address:
    """Return an address that means the same in any working directory."""
    path, mark, rest = address.place.partition("#")
    is_path = address.kind == "discord-export" or (address.kind == "git" and Path(path).is_dir())
    if not is_path:
        return address
    found = Path(address.place if address.kind == "discord-export" else path).expanduser().absolute()
    return address._replace(place=str(found) if address.kind == "discord-export" else f"{found}{mark}{rest}")


def name_of(address: Address) -> str:
    """Return the name of a source that was given none: the repository, the host, the file, or the class."""
    if address.kind == FORUM:
        return f"forum-{address.place}"
    place = address.place.partition("#")[0] if address.kind == "git" else address.place.partition("?")[0]
    if address.kind in WEB_KINDS:
        last = urlsplit(address.place).netloc
    elif address.kind == "llama-index":
        last = place.rpartition(".")[2]
    else:
        last = place.rstrip("/").rpartition("/")[2]
        last = last.removesuffix(".git").removesuffix(".json")
    return _UNNAMED.sub("-", last.lower()).strip("-")[:_LONGEST_NAME] or address.kind


def _advice(typed: str, kind: str) -> str:
    near = difflib.get_close_matches(kind, KINDS, n=1)
    if near:
        return f"did you mean {near[0]}:...?"
    if typed.startswith(("http://", "https://")):
        return f"say what is there, as in site:{typed} or git:{typed}"
    return f"write {FORMS}"
