"""What the bot says in its own words: text files that an operator may change.

They lie in three folders: `model` is what a language model is told, `answers` what the bot says wherever it is asked,
`discord` what it says in Discord alone. A name that begins with "discord_" is a file of `discord` without that.
"""

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from string import Formatter

from qa_bot.errors import SettingsError

# Each text, and the variables it may use.
VARIABLES: Mapping[str, frozenset[str]] = {
    "abstained": frozenset(),
    "other_subject": frozenset({"missing"}),
    "other_range": frozenset({"missing", "known"}),
    "false_premise": frozenset(),
    "empty_index": frozenset(),
    "no_match": frozenset({"filters"}),
    "part_missing": frozenset({"part"}),
    "nearest": frozenset(),
    "answer": frozenset({"sources", "question"}),
    "answer_system": frozenset({"style"}),
    "condense": frozenset({"history", "question"}),
    "condense_system": frozenset(),
    "judge": frozenset(),
    "judge_correctness": frozenset({"question", "reference", "answer"}),
    "judge_faithfulness": frozenset({"answer", "quotes"}),
    "judge_relevancy": frozenset({"question_and_answer", "quotes"}),
    "mcp_ask": frozenset(),
    "mcp_instructions": frozenset({"corpus"}),
    "mcp_search": frozenset(),
    "mcp_show": frozenset(),
    "style": frozenset(),
    "unavailable": frozenset(),
    "ambiguous": frozenset({"readings"}),
    "greeting": frozenset({"count"}),
    "thanks": frozenset(),
    "farewell": frozenset(),
    "small_talk": frozenset(),
    "about_the_bot": frozenset({"count"}),
    "documents": frozenset({"count"}),
    "documents_about": frozenset({"subject"}),
    "more_documents": frozenset({"more"}),
    "overview": frozenset({"count"}),
    "news": frozenset({"since"}),
    "news_of_all": frozenset({"since"}),
    "nothing_new": frozenset({"since"}),
    "gone": frozenset({"sources"}),
    "unsupported_language": frozenset({"language", "languages"}),
    "closest": frozenset({"sources"}),
    "understood": frozenset({"question"}),
    "discord_forget_me": frozenset(),
    "discord_privacy": frozenset({"days", "service"}),
    "discord_privacy_local": frozenset(),
    "discord_privacy_service": frozenset({"model"}),
    "discord_privacy_community": frozenset({"days"}),
    "discord_above_hint": frozenset(),
    "discord_attached": frozenset(),
    "discord_attached_hint": frozenset(),
    "discord_attached_silent": frozenset(),
    "discord_attached_unread": frozenset({"names", "kinds"}),
    "discord_opted_in": frozenset(),
    "discord_opted_out": frozenset(),
    "discord_privacy_files": frozenset(),
    "discord_privacy_forum": frozenset(),
    "discord_thread_closed": frozenset({"thread"}),
    "discord_thread_shut": frozenset({"thread"}),
    "discord_community": frozenset({"author", "date", "question"}),
    "discord_community_link": frozenset({"link"}),
    "discord_handoff_asked_before": frozenset(),
    "discord_handoff_call": frozenset({"role", "question"}),
    "discord_handoff_done": frozenset({"link"}),
    "discord_handoff_failed": frozenset(),
    "discord_handoff_kept": frozenset({"until"}),
    "discord_handoff_limit": frozenset(),
    "discord_handoff_not_yours": frozenset(),
    "discord_handoff_off": frozenset(),
    "discord_handoff_offer": frozenset({"days"}),
    "discord_handoff_private": frozenset(),
    "discord_handoff_unread": frozenset(),
    "discord_news": frozenset({"since"}),
    "discord_nothing_new": frozenset({"since"}),
    "discord_source_changed": frozenset(),
    "discord_ask_again": frozenset(),
    "discord_refused_channel": frozenset(),
    "discord_refused_dm": frozenset(),
    "discord_refused_guild": frozenset(),
    "discord_refused_off": frozenset(),
    "discord_refused_role": frozenset(),
    "discord_refused_corpus": frozenset(),
    "discord_other_corpus": frozenset(),
    "discord_hint": frozenset(),
    "discord_role_hint": frozenset(),
    "discord_unread_hint": frozenset(),
    "discord_too_long": frozenset({"length", "limit"}),
    "discord_cooldown": frozenset({"seconds"}),
    "discord_guild_budget": frozenset({"seconds"}),
    "discord_queue_full": frozenset({"waiting"}),
    "discord_position": frozenset({"position"}),
    "discord_stopped": frozenset(),
    "discord_too_slow": frozenset(),
    "discord_no_index": frozenset(),
    "discord_failed": frozenset(),
    "discord_no_text": frozenset(),
    "discord_late": frozenset(),
}


# The texts that say that there is no answer.
ABSTENTIONS = ("abstained", "other_subject", "other_range", "false_premise", "empty_index", "no_match", "unsupported_language")
# If the beginning of an abstention is shorter, an answer might begin the same way.
TELLING_CHARS = 12
JUDGE_PROMPTS = ("judge", "judge_correctness", "judge_faithfulness", "judge_relevancy")
ANSWER_PROMPTS = ("answer", "answer_system", "condense", "condense_system", "style")
# What an assistant is told that uses the bot's tools over MCP.
ASSISTANT_PROMPTS = ("mcp_ask", "mcp_instructions", "mcp_search", "mcp_show")
FOR_MODELS = frozenset({*ANSWER_PROMPTS, *ASSISTANT_PROMPTS, *JUDGE_PROMPTS})
# The variables that a prompt must use.
REQUIRED: Mapping[str, frozenset[str]] = {
    "answer": frozenset({"sources", "question"}),
    "condense": frozenset({"history", "question"}),
    "ambiguous": frozenset({"readings"}),
    "judge_correctness": VARIABLES["judge_correctness"],
    "judge_faithfulness": VARIABLES["judge_faithfulness"],
    "judge_relevancy": VARIABLES["judge_relevancy"],
}


_DISCORD = "discord_"
_logger = logging.getLogger(__name__)


class Prompts:
    """The checked texts, by name."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def say(self, name: str, **values: str) -> str:
        """Return a text with its variables filled in."""
        return self._texts[name].format(**values)

    def abstentions(self) -> tuple[str, ...]:
        """Return how the texts of an abstention begin: everything before their first variable.

        A beginning of fewer than TELLING_CHARS characters is left out.
        """
        beginnings = (_beginning(self._texts[name]) for name in ABSTENTIONS)
        return tuple(beginning for beginning in beginnings if len(beginning) >= TELLING_CHARS)

    def digest(self, names: Sequence[str]) -> str:
        """Return the SHA-256 sum of texts before their variables are filled in."""
        told = json.dumps([(name, self._texts[name]) for name in sorted(names)])
        return hashlib.sha256(told.encode()).hexdigest()


def load_prompts(folder: Path | None = None) -> Prompts:
    """Read the texts, each from the folder if it is there, else the shipped one.

    Raise SettingsError when a text is empty or uses a variable it may not. Texts that lie in the folder itself, as they did
    before there were folders in it, are read too, with a warning.
    """
    if folder is not None and not folder.is_dir():
        raise SettingsError(f"QA_BOT_PROMPTS_DIR={folder} is not a folder: create it, or unset it to use the shipped texts")
    own = {name: path for name in VARIABLES if folder and (path := _own_file(folder, name))}
    if folder and (misplaced := {name: path for name, path in own.items() if path.parent == folder}):
        moves = ", ".join(f"{path.name} to {file_of(name)}" for name, path in misplaced.items())
        _logger.warning("the texts in %s have folders of their own now: move %s", folder, moves)
    return Prompts({name: _read(name, own.get(name) or shipped_folder() / file_of(name)) for name in VARIABLES})


def file_of(name: str) -> Path:
    """Return where a text lies in the folder of all texts; what a language model reads is Markdown."""
    if name in FOR_MODELS:
        return Path("model", f"{name}.md")
    if name.startswith(_DISCORD):
        return Path("discord", f"{name.removeprefix(_DISCORD)}.txt")
    return Path("answers", f"{name}.txt")


def _own_file(folder: Path, name: str) -> Path | None:
    """Return an operator's own file of a text, at its place or at the one before there were folders; None where there is none."""
    file = file_of(name)
    places = (folder / file, folder / f"{name}{file.suffix}")
    return next((path for path in places if path.is_file()), None)


def _beginning(text: str) -> str:
    """Return a text up to its first variable, with doubled braces as single ones."""
    before = ""
    for literal, variable, _, _ in Formatter().parse(text):
        before += literal
        if variable is not None:
            break
    return before.rstrip()


def _read(name: str, path: Path) -> str:
    try:
        text = path.read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        raise SettingsError(f"the text {path} cannot be read: make it a UTF-8 text file") from error
    if not text:
        raise SettingsError(f"the text {path} is empty: write one line, or delete the file to use the shipped one")
    try:
        used = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except ValueError as error:
        raise SettingsError(f"the text {path} has an unmatched brace ({error}): write {{{{ for a brace") from error
    if missing := REQUIRED.get(name, frozenset()) - used:
        raise SettingsError(f"the text {path} lacks {{{sorted(missing)[0]}}}: put it where it belongs")
    if unknown := used - VARIABLES[name]:
        known = ", ".join(f"{{{variable}}}" for variable in sorted(VARIABLES[name])) or "none"
        raise SettingsError(f"the text {path} uses {{{sorted(unknown)[0]}}}; it may use: {known}")
    return text


def shipped_folder() -> Path:
    """Return the folder of the texts that come with the program: inside the wheel, or beside the package in a checkout."""
    package = Path(str(files("qa_bot")))
    inside = package / "prompts"
    return inside if inside.is_dir() else package.parent / "prompts"
