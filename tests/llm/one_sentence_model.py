"""A language model that says one sentence, whatever is asked."""

from collections.abc import Iterator

from qa_bot.llm.language_model import Piece, TokenUse


class OneSentenceModel:
    """Say `sentence` and cite the first source."""

    name = "one sentence"
    context_tokens = 8192

    def __init__(self) -> None:
        self.sentence = ""

    def count_tokens(self, text: str) -> int:
        return len(text) // 3

    def stream(self, system: str, prompt: str) -> Iterator[Piece]:
        yield Piece(f"{self.sentence} [1]")
        yield Piece("", TokenUse(prompt_tokens=1, completion_tokens=1))
