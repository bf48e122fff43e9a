"""Refuse what Discord refuses: texts that are too long, forms that are malformed."""

from typing import Any

from testing.discord.components import walk
from testing.discord.constants import MAX_CONTENT, Flag
from testing.discord.errors import ApiError, invalid, too_long

EMBED_TEXTS = {"title": 256, "description": 4096}
MAX_EMBEDS, MAX_FIELDS, MAX_EMBED_CHARS = 10, 25, 6000
MAX_ROWS, MAX_BUTTONS, MAX_OPTIONS = 5, 5, 25
MAX_V2_COMPONENTS, MAX_V2_CHARS = 40, 4000
MAX_FILES, MAX_FILE_BYTES = 10, 10 * 1024 * 1024


def check_message(body: dict[str, Any], files: dict[str, bytes], is_edit: bool = False) -> None:
    """Raise ApiError where a message breaks a limit, or has nothing in it."""
    content = body.get("content") or ""
    if not isinstance(content, str):
        raise invalid("content", "BASE_TYPE_STRING", "Could not interpret value as string.")
    if len(content) > MAX_CONTENT:
        raise too_long("content", MAX_CONTENT)
    if len(str(body.get("nonce") or "")) > 25:
        raise too_long("nonce", 25)
    if len(files) > MAX_FILES or any(len(file) > MAX_FILE_BYTES for file in files.values()):
        raise ApiError(413, 40005, "Request entity too large")
    check_embeds(body.get("embeds") or [])
    is_v2 = bool((body.get("flags") or 0) & Flag.COMPONENTS_V2)
    check_components(body.get("components") or [], is_v2)
    if is_v2 and (content or body.get("embeds")):
        raise invalid("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "The 'content' field cannot be used.")
    has_something = content.strip() or body.get("embeds") or files or (is_v2 and body.get("components"))
    if not is_edit and not has_something:
        raise ApiError(400, 50006, "Cannot send an empty message")


def check_embeds(embeds: list[dict[str, Any]]) -> None:
    if len(embeds) > MAX_EMBEDS:
        raise too_long("embeds", MAX_EMBEDS)
    if sum(map(_embed_chars, embeds)) > MAX_EMBED_CHARS:
        raise invalid("embeds", "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MAX_EMBED_CHARS}")
    for number, embed in enumerate(embeds):
        for key, limit in EMBED_TEXTS.items():
            _bound(f"embeds.{number}.{key}", embed.get(key) or "", limit)
        _bound(f"embeds.{number}.footer.text", (embed.get("footer") or {}).get("text") or "", 2048)
        fields = embed.get("fields") or []
        if len(fields) > MAX_FIELDS:
            raise too_long(f"embeds.{number}.fields", MAX_FIELDS)
        for index, field in enumerate(fields):
            _require(f"embeds.{number}.fields.{index}.name", field["name"], 256)
            _require(f"embeds.{number}.fields.{index}.value", field["value"], 1024)


def _embed_chars(embed: dict[str, Any]) -> int:
    fields = sum(len(f["name"]) + len(f["value"]) for f in embed.get("fields") or ())
    footer, author = embed.get("footer") or {}, embed.get("author") or {}
    texts = (embed.get("title"), embed.get("description"), footer.get("text"), author.get("name"))
    return fields + sum(len(text or "") for text in texts)


def check_components(components: list[dict[str, Any]], is_v2: bool) -> None:
    found = walk(components)
    if is_v2:
        if len(found) > MAX_V2_COMPONENTS:
            raise too_long("components", MAX_V2_COMPONENTS)
        if sum(len(c["content"]) for c in found if c["type"] == 10) > MAX_V2_CHARS:
            raise too_long("components", MAX_V2_CHARS)
    elif len(components) > MAX_ROWS or any(c["type"] != 1 for c in components):
        raise invalid("components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_ROWS} in length.")
    for row in found:
        if row["type"] == 1 and not 1 <= len(row["components"]) <= MAX_BUTTONS:
            raise invalid("components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_BUTTONS} in length.")
    custom_ids = [c["custom_id"] for c in found if "custom_id" in c]
    if len(custom_ids) != len(set(custom_ids)):
        raise invalid("components", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
    for component in found:
        _check_component(component)


def _check_component(component: dict[str, Any]) -> None:
    if "custom_id" in component:
        _require("components.custom_id", component["custom_id"], 100)
    if component["type"] == 2:
        _bound("components.label", component.get("label") or "", 80)
        if not component.get("label") and not component.get("emoji"):
            raise invalid("components", "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button needs a label or an emoji")
        is_link = component.get("style") == 5
        if is_link != ("url" in component) or is_link == ("custom_id" in component):
            raise invalid("components", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A button needs a url or a custom_id")
    if component["type"] == 3:
        options = component["options"]
        if not 1 <= len(options) <= MAX_OPTIONS:
            raise invalid("components.options", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_OPTIONS} in length.")
        for option in options:
            _require("components.options.label", option["label"], 100)
            _require("components.options.value", option["value"], 100)
            _bound("components.options.description", option.get("description") or "", 100)


def check_modal(modal: dict[str, Any]) -> None:
    _require("data.title", modal.get("title") or "", 45)
    _require("data.custom_id", modal.get("custom_id") or "", 100)
    if not 1 <= len(modal.get("components") or ()) <= MAX_ROWS:
        raise invalid("data.components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_ROWS} in length.")
    for component in walk(modal["components"]):
        _bound("data.components.label", component.get("label") or "", 45)
        _bound("data.components.description", component.get("description") or "", 100)
        _bound("data.components.placeholder", component.get("placeholder") or "", 100)
        if not 0 <= (component.get("max_length") or 1) <= 4000:
            raise invalid("data.components.max_length", "NUMBER_TYPE_MAX", "int value should be less than or equal to 4000.")


def check_thread_name(name: object) -> None:
    _require("name", str(name or ""), 100)


def _bound(field: str, text: str, limit: int) -> None:
    if len(text) > limit:
        raise too_long(field, limit)


def _require(field: str, text: str, limit: int) -> None:
    if not 1 <= len(text) <= limit:
        raise invalid(field, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {limit} in length.")
