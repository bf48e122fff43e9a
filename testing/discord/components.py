"""The parts of a message or a form: rows, buttons, fields, embeds."""

from typing import Any


def label_of(button: dict[str, Any]) -> str:
    return str(button.get("label") or (button.get("emoji") or {}).get("name") or "")


def walk(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return components with those inside them, in reading order."""
    found: list[dict[str, Any]] = []
    for component in components:
        inner = [*component.get("components", ())]
        inner += [component[key] for key in ("component", "accessory") if key in component]
        found += [component, *walk(inner)]
    return found


def texts_of(embed: dict[str, Any]) -> list[str]:
    fields = [part for f in embed.get("fields", ()) for part in (f["name"], f["value"])]
    footer = [embed["footer"]["text"]] if "footer" in embed else []
    author = [embed["author"]["name"]] if "author" in embed else []
    return [*author, embed.get("title") or "", embed.get("description") or "", *fields, *footer]
