"""Which language model writes in a chat, and how another takes its place."""

from qa_bot.bot import Bot
from qa_bot.llm.providers import service_of
from qa_bot.setting_values import NO_MODEL
from qa_bot.settings import Settings, with_model


class ChatModels:
    """The language model that writes in a chat.

    `configured` are the settings of the environment: address and key belong to the provider there.
    """

    def __init__(self, configured: Settings, in_use: Settings | None = None) -> None:
        self._configured = configured
        self._in_use = in_use or configured

    def switch(self, bot: Bot, name: str) -> Bot:
        """Return the bot with another language model; raise SettingsError or DependencyError, and keep the old one in use."""
        from qa_bot.application import open_writer

        chosen = with_model(self._configured, name)
        writer = open_writer(chosen, bot.models, bot.prompts, is_required=False)
        self._in_use = chosen
        return bot.with_writer(writer)

    def told(self) -> str:
        """Return in words which model writes."""
        if self._in_use.llm == NO_MODEL:
            return "no language model: the documents' own words answer; /model ollama:llama3.1 lets a model write"
        return f"the answers are written by {service_of(self._in_use).told}; /model none goes back to the documents' own words"
