"""The configured language model, in the form that LlamaIndex's evaluators ask for."""

from typing import Any

from llama_index.core.base.llms.types import CompletionResponse, CompletionResponseGen, LLMMetadata
from llama_index.core.llms.custom import CustomLLM
from pydantic import PrivateAttr

from qa_bot.errors import ServiceError
from qa_bot.llm.language_model import MAX_ANSWER_TOKENS, LanguageModel, TokenUse


class JudgeModel(CustomLLM):
    """Pass one prompt on to a language model, whose retries, deadline and plain errors the evaluators thereby get.

    A second prompt is refused: evaluators send one only where the material does not fit, with a text that is not ours.
    """

    _model: LanguageModel = PrivateAttr()
    _system: str = PrivateAttr()
    _is_used: bool = PrivateAttr(default=False)
    _use: TokenUse = PrivateAttr(default=TokenUse())

    def __init__(self, model: LanguageModel, system: str) -> None:
        super().__init__()
        self._model = model
        self._system = system

    @property
    def use(self) -> TokenUse:
        """Return the tokens the prompt took."""
        return self._use

    @property
    def metadata(self) -> LLMMetadata:
        """Return the sizes that prompts are packed to."""
        room = self._model.context_tokens - self._model.count_tokens(self._system)
        return LLMMetadata(context_window=room, num_output=MAX_ANSWER_TOKENS, model_name=self._model.name)

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        """Return the model's reply; raise ServiceError where it fails for good, or where this is a second prompt."""
        if self._is_used:
            raise ServiceError("the answer and its quotes do not fit the judge's context (QA_BOT_LLM_CONTEXT_TOKENS)")
        self._is_used = True
        texts = []
        for piece in self._model.stream(self._system, prompt):
            self._use = piece.use or self._use
            texts.append(piece.text)
        return CompletionResponse(text="".join(texts))

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponseGen:
        """Yield the whole reply as one piece."""
        yield self.complete(prompt, formatted, **kwargs)
