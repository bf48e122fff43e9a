"""Write a follow-up as a question that stands alone, from what was said before it."""

import re
from collections.abc import Sequence

from qa_bot.conversation import Turn
from qa_bot.text.english import AUXILIARY, ORDINALS, PREPOSITIONS, QUESTION_WORD
from qa_bot.text.names import name_spans
from qa_bot.text.question_form import answer_type, is_one_question
from qa_bot.text.stems import content_stems
from qa_bot.understanding.antecedents import (
    date_said,
    has_person,
    has_pronoun,
    in_topic,
    may_be_several_persons,
    of_thing,
    points_back,
    with_antecedents,
)
from qa_bot.understanding.clarification import reading_chosen, readings_offered
from qa_bot.understanding.contrasts import about_another, is_contrast, own_words, subject_of, with_its_noun
from qa_bot.understanding.corrections import corrected_to
from qa_bot.understanding.demands import NOTHING, Demand, kind_asked
from qa_bot.understanding.events import day_of_events
from qa_bot.understanding.items import ASIDE, item_of, put_item
from qa_bot.understanding.persons import person_meant, persons_told
from qa_bot.understanding.phrases import noun_phrases
from qa_bot.understanding.question_words import asked_anew, since_when, with_capital
from qa_bot.understanding.readings import ALONE, Kind, Rewriting
from qa_bot.understanding.said import all_said
from qa_bot.understanding.sequences import around, besides, demanding_others, going_on, in_sequence, step_of

# A question with so few content words cannot stand alone; the second limit is for a question without a verb.
FEW_WORDS, FEW_WORDS_OF_FRAGMENT = 1, 3
# A question with at most so many, and no name, may depend on what the previous one was about.
FEW_WORDS_OF_QUESTION = 2
# In "And X?", X is short; a longer text after "and" is a new question, unless it begins with a preposition.
LONGEST_SUBJECT_WORDS, LONGEST_PREPOSITIONAL_WORDS = 6, 8
# A question with this many content words stands alone, even if it has pronouns.
MANY_WORDS = 9
# A question that grows over several turns is reused up to this length.
LONGEST_TOPIC_WORDS = 20
# What a pronoun stands for is sought in so many turns.
FARTHEST_TURNS = 3

_QUESTION_WORD = rf"(?:{QUESTION_WORD})"
_AUXILIARY = rf"(?:{AUXILIARY})"
_PREPOSITION = rf"(?:{'|'.join((*PREPOSITIONS, 'by', 'until', 'of', 'to'))})"
_OPENING = re.compile(
    r"^\W*(?:and|but|so|or|also|then|well|ok|okay|oh|yes|no|thanks|thank you|by the way|btw)\b[\s,;:.!-]*", re.I
)
_ABOUT = re.compile(r"^(?:what|how) about\s+(?P<subject>[^?]+?)\s*[?.!]*$", re.I)
_AND = re.compile(r"^\W*(?:and|or|but)\s+(?P<subject>[^?]+?)\s*[?.!]*$", re.I)
_IF = re.compile(r"^(?:if|unless)\s+\S+\s+\S", re.I)
_IS_QUESTION = re.compile(rf"^(?:{_PREPOSITION}\s+)?{_QUESTION_WORD}\b|^{_AUXILIARY}\b", re.I)
_BARE = re.compile(
    rf"^(?:{_PREPOSITION}\s+)?{_QUESTION_WORD}(?:\s+(?!{_AUXILIARY}\b)[\w-]+){{0,2}}(?:\s+(?:is|was)\s+(?:that|it|this))?\W*$",
    re.I,
)
_IS_THAT = re.compile(r"\s+(?:is|was)\s+(?:that|it|this)\W*$", re.I)
_HAS_VERB = re.compile(rf"\b(?:{_AUXILIARY}|{_QUESTION_WORD})\b|^(?:tell|describe|explain|list|name|give|show)\b", re.I)
_WHY = re.compile(r"^\W*(?:(?:and|but|so)\s+)?why(?:\s+not)?\W*$", re.I)
MOST_ITEMS = 6
_ORDINALS = {word: place - 1 for word, place in ORDINALS.items() if place <= MOST_ITEMS}
_ORDINALS |= {"former": 0, "last": -1, "latter": -1}
_ORDINAL = re.compile(
    rf"\bthe\s+(?P<which>{'|'.join(_ORDINALS)})"
    r"(?:\s+(?:one|point|item|of\s+(?:them|these|those))\b|(?=\s*\W*$)|(?<=former)\b|(?<=latter)\b)",
    re.I,
)


def rewrite(question: str, turns: Sequence[Turn]) -> Rewriting:
    """Return how a question is written out after the earlier turns, oldest first."""
    if not turns:
        return ALONE
    last = turns[-1]
    if chosen := reading_chosen(question, last.readings or readings_offered(last.answer or "")):
        return Rewriting(kind="choice", readings=(chosen,))
    before = _standalone(turns)
    if meant := corrected_to(question):
        return _corrected(meant, before, turns)
    core = _OPENING.sub("", question) or question
    return (
        _step(core, before, turns)
        or _ordinal(core, last)
        or _another(question, core, _asked_before_why(turns), last)
        or _question_word(core, before, turns[-1])
        or _dependent(core, before, turns)
    )


def _corrected(meant: str, before: str, turns: Sequence[Turn]) -> Rewriting:
    if _IS_QUESTION.match(meant):
        asked = rewrite(with_capital(meant), turns)
        return asked.model_copy(update={"kind": "correction", "readings": asked.readings or (f"{with_capital(meant)}?",)})
    return _contrast("correction", meant, before)


def _contrast(kind: Kind, subject: str, before: str) -> Rewriting:
    readings = about_another(subject, before) or (f"{before.rstrip('?!. ')}: {subject}?",)
    demand = Demand(words=own_words(subject, before), is_new=True, kind=kind_asked(readings[0]))
    is_bound = bool(subject_of(subject).preposition)
    return Rewriting(kind=kind, readings=readings, are_wordings=True, demand=demand, is_bound=is_bound)


def _step(core: str, before: str, turns: Sequence[Turn]) -> Rewriting | None:
    """Return the reading of "and before her?", "who else?", "and after that?"; None if it is none of these."""
    step = step_of(core)
    if step is None:
        return None
    if step.step == "else":
        named = step.word in ("who", "whom")
        demand = Demand(is_new=True, step="else", has_new_name=named, follows=True)
        return _sequence((besides(step.word, before),), demand, turns)
    person = person_meant(before, turns[-1])
    if person and (step.is_person or before.lower().startswith("who")):
        typed = with_antecedents(core, before, turns[-1])[:1]
        readings = in_sequence(step, before, person, *map(with_capital, typed))
        known = (person, *(_standalone(turns[:place]) for place in range(1, len(turns) + 1)))
        demand = Demand(step=step.step, has_new_name=True, person=person, said=known)
        return Rewriting(kind="sequence", readings=readings, are_wordings=True, demand=demand)
    if step.is_person:
        return None
    told = around(step.step, before, date_said(before, turns[-1]))
    # "The one after that" is another one, and nothing that goes on.
    goes_on = step.step == "after" and step.word != "one"
    readings = tuple(filter(None, (told, going_on(before) if goes_on else None)))
    return _sequence(readings, Demand(is_new=True, follows=step.step == "after"), turns) if readings else None


def _sequence(readings: tuple[str, ...], demand: Demand, turns: Sequence[Turn]) -> Rewriting:
    demand = demand.model_copy(update={"said": all_said(turns)})
    return Rewriting(kind="sequence", readings=readings, are_wordings=True, demand=demand)


def _ordinal(core: str, last: Turn) -> Rewriting | None:
    ordinal = _ORDINAL.search(core)
    item = ordinal and item_of(last, _ORDINALS[ordinal["which"].lower()])
    if not ordinal or not item:
        return None
    return Rewriting(kind="ordinal", readings=(put_item(core, ordinal.span(), item),))


def _another(question: str, core: str, before: str, last: Turn) -> Rewriting | None:
    """Return the reading of "what about X", "and X?", and of "the slow one?"; None if it is none of these."""
    about = _ABOUT.match(core) or _AND.match(question)
    subject = about["subject"] if about else core
    if _IF.match(subject):
        condition = f"{subject[:1].lower()}{subject[1:].rstrip('?!. ')}?"
        readings = (f"What happens {condition}", f"{before.rstrip('?!. ')} {condition}")
        return Rewriting(kind="ellipsis", readings=readings, are_wordings=True, demand=Demand(is_new=True))
    longest = LONGEST_PREPOSITIONAL_WORDS if subject_of(subject).preposition else LONGEST_SUBJECT_WORDS
    if len(subject.split()) > longest or _IS_QUESTION.match(subject):
        return None
    if not about and (_HAS_VERB.search(core) or not is_contrast(core, before)):
        return None
    subject = next(iter(with_antecedents(subject, before, last)), subject)
    return _contrast("what_about", subject, before)


def _question_word(core: str, before: str, last: Turn) -> Rewriting | None:
    asked = _IS_THAT.sub("", core)
    if not _BARE.match(core) or len(content_stems(asked)) > FEW_WORDS or has_pronoun(asked):
        return None
    demand = Demand(kind=answer_type(asked), is_near=True)
    about = in_topic(core, before) if content_stems(asked) else None
    if begun := since_when(asked, before, last):
        demand = demand.model_copy(update={"person": person_meant(before, last)})
    anew, *told = asked_anew(asked, before, last)
    readings = begun or tuple(dict.fromkeys(filter(None, (*of_thing(core, before, last), anew, about, *told))))
    return Rewriting(kind="question_word", readings=readings, are_wordings=True, demand=demand)


def _dependent(core: str, before: str, turns: Sequence[Turn]) -> Rewriting:
    if len(content_stems(core)) >= MANY_WORDS:
        return ALONE
    if named := with_its_noun(core, before):
        return Rewriting(kind="pronoun", readings=named, are_wordings=True)
    if points_back(core):
        return _with_pronoun(core, turns) or _behind("pronoun", core, before)
    if day_of_events(core):
        return ALONE
    if _is_fragment(core):
        return _behind("ellipsis", core, before)
    if len(content_stems(core)) <= FEW_WORDS_OF_QUESTION and _IS_QUESTION.match(core) and not name_spans(core):
        return Rewriting(kind="standalone", topical=in_topic(core, before))
    return ALONE


def _behind(kind: Kind, core: str, before: str) -> Rewriting:
    """Return a fragment behind the previous question, and with what that question was about."""
    about = in_topic(core, before) if _IS_QUESTION.match(core) else None
    readings = (f"{before} {core}", *filter(None, (about,)))
    is_bound = points_back(core) and (has_person(core) or not has_pronoun(core))
    return Rewriting(kind=kind, readings=readings, are_wordings=True, is_bound=is_bound)


def _with_pronoun(core: str, turns: Sequence[Turn]) -> Rewriting | None:
    """Return a question with what its pronoun stands for, in the last turn or else in one before it; None if it is unknown."""
    persons = persons_told([(_standalone(turns[: place + 1]), turn) for place, turn in enumerate(turns)][-FARTHEST_TURNS:])
    for last in range(len(turns), max(0, len(turns) - FARTHEST_TURNS), -1):
        before, turn = _standalone(turns[:last]), turns[last - 1]
        if readings := with_antecedents(core, before, turn, persons):
            rivals = len(readings) > 1 and may_be_several_persons(core, before)
            person = person_meant(before, turn) if has_pronoun(core) and not rivals else ""
            is_of_person = person and person in readings[0] and person not in core
            of_person = Demand(person=person, he_or_she=has_person(core)) if is_of_person else NOTHING
            return Rewriting(
                kind="pronoun",
                readings=tuple(map(with_capital, readings)),
                are_rivals=rivals,
                are_wordings=not has_person(core),
                # "She" is nobody in the question as typed, and "that day" no day: whatever is said would answer it.
                is_bound=has_person(core) or day_of_events(readings[0]) is not None,
                demand=demanding_others(of_person, core, turns),
            )
    return None


def _standalone(turns: Sequence[Turn]) -> str:
    """Return the newest question of the turns in its standalone form; for a fragment, the question it belongs to."""
    last, earlier = turns[-1], turns[:-1]
    rewriting = rewrite(last.question, earlier)
    known = last.standalone_question or last.question
    if known == last.question:
        known = next(iter(rewriting.readings), last.question)
    if not rewriting.readings or not earlier:
        return known
    if rewriting.kind == "ellipsis" and _IS_QUESTION.match(last.question) and noun_phrases(last.question):
        return last.question
    is_aside = rewriting.kind == "ellipsis" or known.startswith(ASIDE)
    if is_aside or not is_one_question(known) or len(known.split()) > LONGEST_TOPIC_WORDS:
        return _standalone(earlier)
    return known


def _asked_before_why(turns: Sequence[Turn]) -> str:
    """Return the question that "and the other one?" is about: after a mere "why?", the one before it."""
    is_why = len(turns) > 1 and _WHY.match(turns[-1].question)
    return _standalone(turns[:-1] if is_why else turns)


def _is_fragment(question: str) -> bool:
    words = len(content_stems(question))
    return words <= FEW_WORDS or (words <= FEW_WORDS_OF_FRAGMENT and not _HAS_VERB.search(question))
