"""Count the tokens of one call of a language model while its text comes."""

from collections.abc import Iterator

from qa_bot.llm.language_model import CHARS_PER_TOKEN, LanguageModel, TokenUse


class Metered:
    """The texts of one call, as they come; `reported` are the tokens that the service counted, None until it says."""

    def __init__(self, model: LanguageModel, system: str, prompt: str) -> None:
        self._model = model
        self._system = system
        self._prompt = prompt
        self._received_chars = 0
        self.reported: TokenUse | None = None

    def __iter__(self) -> Iterator[str]:
        """Call the model and yield its text piece by piece; raise ServiceError if the service fails for good."""
        for piece in self._model.stream(self._system, self._prompt):
            self.reported = piece.use or self.reported
            self._received_chars += len(piece.text)
            yield piece.text

    @property
    def used(self) -> TokenUse:
        """Return the tokens as the service counts them, or an estimate if the call was cut short."""
        if self.reported:
            return self.reported
        sent = self._model.count_tokens(self._system + self._prompt)
        return TokenUse(prompt_tokens=sent, completion_tokens=self._received_chars // CHARS_PER_TOKEN)
