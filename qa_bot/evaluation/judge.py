"""Let a language model judge answers through LlamaIndex's evaluators, by texts of ours."""

import asyncio
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa_bot.answer import Answer
from qa_bot.errors import ServiceError
from qa_bot.evaluation.gold import GoldQuestion
from qa_bot.evaluation.judgement import CRITERIA, JudgeIdentity, Judgement, Verdict
from qa_bot.evaluation.run import Record
from qa_bot.evaluation.text_match import without_markers
from qa_bot.llm.language_model import LanguageModel, TokenUse
from qa_bot.llm.ledger import Ledger
from qa_bot.llm.prompting import harmless
from qa_bot.prompts import JUDGE_PROMPTS, Prompts

if TYPE_CHECKING:
    from llama_index.core.evaluation import BaseEvaluator

    from qa_bot.evaluation.judge_model import JudgeModel

# How much of a reason, or of a reply that is no verdict, is kept.
LONGEST_REASON_CHARS = 300
_YES_OR_NO = re.compile(r"\W*(?:(?:answer|verdict)\W+)?(yes|no)\b[\s.,:;–—-]*", re.I)
_SCORE = re.compile(r"\W*(?:score\W+)?([1-5](?:\.\d+)?)(?:\s*/\s*5)?(?![\w/])[\s.,:;–—-]*", re.I)
# The fences of the judge's texts.
_TAGS = ("question", "answer", "quotes", "reference")
_logger = logging.getLogger(__name__)


class Judge:
    """Judge answers by faithfulness to their quotes, correctness and relevancy; its tokens are in the ledger too."""

    def __init__(self, model: LanguageModel, prompts: Prompts, ledger: Ledger) -> None:
        self._model = model
        self._prompts = prompts
        self._ledger = ledger
        self.identity = JudgeIdentity(model=model.name, prompts_sha256=prompts.digest(JUDGE_PROMPTS))

    def judge_all(self, records: Iterator[Record]) -> Iterator[Record]:
        """Yield each record with its judgement; those without an answer have none."""
        for record in records:
            is_answered = record.answer is not None and record.answer.status == "answered"
            judged = self.judge(record.gold, record.answer) if is_answered and record.answer else None
            yield record.model_copy(update={"verdict": judged})

    def judge(self, gold: GoldQuestion, answer: Answer) -> Judgement:
        """Return the verdicts on an answer; a criterion on which the judge fails is a verdict that says why.

        Correctness needs an acceptable answer and is left out where the documents have none.
        """
        from qa_bot.evaluation.judge_model import JudgeModel

        verdicts, used = {}, TokenUse()
        for criterion in CRITERIA:
            if criterion != "correctness" or gold.is_answerable:
                model = JudgeModel(self._model, self._prompts.say("judge"))
                verdicts[criterion] = self._verdict(criterion, model, gold, answer)
                used += model.use
        return Judgement(verdicts=verdicts, use=used)

    def cost_of(self, used: TokenUse) -> float | None:
        """Return what tokens cost; None without prices."""
        return self._ledger.cost_of(used)

    def _verdict(self, criterion: str, model: "JudgeModel", gold: GoldQuestion, answer: Answer) -> Verdict:
        try:
            return verdict_of(criterion, self._ask(_evaluator(criterion, model, self._prompts), model, gold, answer))
        except ServiceError as error:
            failure = str(error)
            _logger.warning("question %s has no verdict on %s: %s", gold.id, criterion, failure)
        except Exception as error:  # the run goes on; the failure is in its figures
            failure = f"{type(error).__name__}: {error}"
            _logger.exception("question %s could not be judged", gold.id)
        return Verdict(failure=failure)

    def _ask(self, evaluator: "BaseEvaluator", model: "JudgeModel", gold: GoldQuestion, answer: Answer) -> str:
        if self._ledger.is_spent():
            raise ServiceError("the daily limit is reached (QA_BOT_LLM_DAILY_LIMIT)")
        asked = "\n".join([*(turn.question for turn in gold.history), gold.question])
        try:
            result = asyncio.run(
                evaluator.aevaluate(
                    query=_harmless(asked),
                    response=_harmless(without_markers(answer.text)),
                    contexts=[_harmless(citation.quote) for citation in answer.citations],
                    reference=_harmless("\n".join(gold.acceptable)),
                )
            )
        finally:
            self._ledger.add(model.use)
        return result.feedback or ""


def verdict_of(criterion: str, reply: str) -> Verdict:
    """Return the verdict that a reply begins with; one that begins with none is a failure.

    The evaluators' own reading is not used: it takes "NO, that was yesterday" for a yes.
    """
    found = (_SCORE if criterion == "correctness" else _YES_OR_NO).match(reply)
    if not found:
        return Verdict(failure=f"the judge's reply is no verdict: {reply.strip()[:LONGEST_REASON_CHARS]!r}")
    said = found.group(1).lower()
    score = float(said) if criterion == "correctness" else float(said == "yes")
    if score > 5:
        return Verdict(failure=f"the judge's score {score:g} is not between 1 and 5")
    return Verdict(score=score, reason=" ".join(reply[found.end() :].split())[:LONGEST_REASON_CHARS])


def _evaluator(criterion: str, model: "JudgeModel", prompts: Prompts) -> "BaseEvaluator":
    """Return LlamaIndex's evaluator of a criterion, its variables put where our text has its own."""
    from llama_index.core.evaluation import CorrectnessEvaluator, FaithfulnessEvaluator, RelevancyEvaluator
    from llama_index.core.prompts import PromptTemplate

    if criterion == "correctness":
        values = {"question": "{query}", "reference": "{reference_answer}", "answer": "{generated_answer}"}
        template = PromptTemplate(prompts.say("judge_correctness", **values))
        return CorrectnessEvaluator(llm=model, eval_template=template, parser_function=lambda reply: (None, reply))
    if criterion == "faithfulness":
        # As a template: the evaluator passes over a plain string and takes its own text.
        template = PromptTemplate(prompts.say("judge_faithfulness", answer="{query_str}", quotes="{context_str}"))
        return FaithfulnessEvaluator(llm=model, eval_template=template)
    template = PromptTemplate(prompts.say("judge_relevancy", question_and_answer="{query_str}", quotes="{context_str}"))
    return RelevancyEvaluator(llm=model, eval_template=template)


def _harmless(text: str) -> str:
    return harmless(text, _TAGS)
