"""What takes the place of an answer that is not given: an abstention, or a question back."""

from collections.abc import Sequence

from qa_bot.answer import Answer, Reason
from qa_bot.answering.absence import Absence, nearest_quotes
from qa_bot.evidence.grading import Graded
from qa_bot.presentation import shown_name
from qa_bot.prompts import Prompts

# How many of the files nearest to the question are named.
CLOSEST = 3


def withhold(answer: Answer, lacking: Absence, graded: Sequence[Graded], prompts: Prompts) -> Answer:
    """Return an abstention that says what the documents lack and quotes what was near."""
    silent = _unanswered(answer, lacking.reason, _say_absence(lacking, prompts), ())
    return silent.model_copy(update={"nearest": nearest_quotes(answer.standalone_question, graded)})


def ask_back(answer: Answer, prompts: Prompts) -> Answer:
    """Return a question which of the answer's readings is meant."""
    offered = "\n".join(f"{number}. {reading}" for number, reading in enumerate(answer.readings, 1))
    asked = answer.model_copy(update={"standalone_question": answer.question})
    return _unanswered(asked, "ambiguous", prompts.say("ambiguous", readings=offered), answer.readings)


def _say_absence(lacking: Absence, prompts: Prompts) -> str:
    if lacking.reason == "no_match":
        return prompts.say("no_match", filters=lacking.missing or "")
    if lacking.missing and lacking.known:
        return prompts.say("other_range", missing=lacking.missing, known=lacking.known)
    if lacking.missing:
        return prompts.say("other_subject", missing=lacking.missing)
    return prompts.say(lacking.reason if lacking.reason in ("false_premise", "empty_index") else "abstained")


def _unanswered(answer: Answer, reason: Reason, text: str, readings: tuple[str, ...]) -> Answer:
    near = dict.fromkeys(shown_name(passage) for passage in answer.retrieved)
    return answer.model_copy(
        update={
            "status": "abstained",
            "reason": reason,
            "text": text,
            "citations": (),
            "closest": tuple(near)[:CLOSEST],
            "readings": readings,
        }
    )
