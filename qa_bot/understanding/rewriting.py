"""Write a follow-up as a question that stands alone, from what was said before it."""

import re
from collections.abc import Sequence
from typing import Literal

from qa_bot.conversation import Turn
from qa_bot.frozen import Frozen
from qa_bot.text.english import AUXILIARY, MONTHS, QUESTION_WORD
from qa_bot.text.names import name_spans, names_a_role, names_in, persons_in
from qa_bot.text.question_form import answer_type
from qa_bot.text.sentences import split_sentences
from qa_bot.text.stems import content_stems
from qa_bot.understanding.clarification import reading_chosen, readings_offered

Kind = Literal["standalone", "choice", "what_about", "question_word", "ordinal", "pronoun", "ellipsis"]

# A question with no more content words than this says too little to stand alone; without a verb, no more than that.
FEW_WORDS = 1
FEW_WORDS_OF_FRAGMENT = 3
MOST_READINGS = 3
# "And X?" is short: a longer text after "and" is a question of its own.
LONGEST_SUBJECT_WORDS = 6
LONGEST_ITEM_CHARS = 300
# A question of so many content words says what it is about, whatever pronouns it has.
MANY_WORDS = 9
# A question that has grown over several turns is carried on up to this length.
LONGEST_TOPIC_WORDS = 30

_QUESTION_WORD = rf"(?:{QUESTION_WORD})"
_AUXILIARY = rf"(?:{AUXILIARY})"
_PREPOSITION = r"(?:in|on|at|by|with|from|to|for|since|until|of|about|against|under)"
_OPENING = re.compile(
    r"^\W*(?:and|but|so|or|also|then|well|ok|okay|oh|yes|no|thanks|thank you|by the way|btw)\b[\s,;:.!-]*", re.I
)
_ABOUT = re.compile(r"^(?:what|how) about\s+(?P<subject>[^?]+?)\s*[?.!]*$", re.I)
_AND = re.compile(r"^\W*(?:and|or|but)\s+(?P<subject>[^?]+?)\s*\?+$", re.I)
_IS_QUESTION = re.compile(rf"^(?:{_PREPOSITION}\s+)?{_QUESTION_WORD}\b|^{_AUXILIARY}\b", re.I)
_BARE = re.compile(rf"^(?:{_PREPOSITION}\s+)?{_QUESTION_WORD}(?:\s+(?!{_AUXILIARY}\b)[\w-]+){{0,2}}\W*$", re.I)
_LEADING = re.compile(
    rf"^(?:{_PREPOSITION}\s+)?{_QUESTION_WORD}\b(?P<what>(?:\s+(?!{_AUXILIARY}\b)[\w'’-]+){{0,5}}?)"
    rf"\s+(?P<rest>(?P<auxiliary>{_AUXILIARY})\b(?P<tail>.*))$",
    re.I,
)
# An auxiliary that has a subject of its own behind it: what was asked for is not the subject.
_OWN_SUBJECT = re.compile(
    r"^\s*(?:the|a|an|this|that|these|those|his|her|its|their|he|she|it|they|we|you|i|there)\b|^\s*[A-ZÀ-ÖØ-Þ]"
)
_WHO = re.compile(r"\W*whom?\b", re.I)
_YES_NO = re.compile(rf"^{_AUXILIARY}\b", re.I)
_HAS_VERB = re.compile(rf"\b(?:{_AUXILIARY}|{_QUESTION_WORD}|tell|describe|explain|list|name|give|show)\b", re.I)
_ORDINALS = {
    word: position
    for position, words in enumerate(
        (("first", "1st", "former"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th"), ("fifth", "5th"), ("sixth", "6th"))
    )
    for word in words
} | {"last": -1, "latter": -1}
_ORDINAL = re.compile(
    rf"\bthe\s+(?P<which>{'|'.join(_ORDINALS)})"
    r"(?:\s+(?:one|point|item|of\s+(?:them|these|those))\b|(?=\s*\W*$)|(?<=former)\b|(?<=latter)\b)",
    re.I,
)
_PERSONAL = re.compile(r"\b(?P<pronoun>he|him|his|she|her|hers)\b", re.I)
_THING = re.compile(r"\b(?P<pronoun>it|its)\b(?!\W*$)|(?<!\bis )(?<!\bwas )\b(?P<last>it)\b(?=\W*$)", re.I)
_PLURAL = re.compile(r"\b(?P<pronoun>they|them|their|theirs|(?:these|those)(?=\W*$))\b", re.I)
_PLACE = re.compile(rf"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )\b(?P<pronoun>there)\b(?!\s+{_AUXILIARY}\b)", re.I)
_POINTING = re.compile(
    r"\b(?:is|was) it\b(?=\W*$)|"
    r"\b(?:(?:this|that|same)\s+(?:day|time|year|month|week|date|point|case|one|place|country|city|meeting|question|answer|topic)|"
    r"(?:about|of|for|is|was|did|does|do|like|than|after|before|from|with|by|to)\s+(?:this|that)\b|this\b(?=\W*$)|that\b(?=\W*$)|"
    r"(?:these|those)\s+\w+|"
    r"(?<!no )(?<!any)(?<!every)(?<!some)\bones?\b(?=\W*$)|which ones?\b)",
    re.I,
)
_THAT_TIME = re.compile(
    r"\b(?:on\s+|in\s+|at\s+)?(?:that|the\s+same|this)\s+(?:very\s+)?(?:day|date|year|month|week|time)\b|\b(?:back\s+)?then\b(?=\W*$)",
    re.I,
)
_MONTH = rf"(?:{'|'.join(month.capitalize() for month in MONTHS)})"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|{_MONTH}(?:\s+\d{{4}})?|(?:1\d|20)\d\d)\b"
)
_POSSESSIVE = frozenset({"his", "her", "hers", "its", "their", "theirs"})
_NUMBERED_ITEM = re.compile(r"(?:^|\s)(\d)[.)]\s+(.+?)(?=\s\d[.)]\s|$)", re.S)
_MARKER = re.compile(r"\s*\[\d+\]")
_IN_PLACE = re.compile(r"\b(?:in|at|to|on)\s+(?:the\s+)?$", re.I)
# A noun phrase as far as its verb: the last one of a question is what it is about.
_FOCUS = re.compile(rf"\b(?:the|a|an)\s+(?:(?!{_AUXILIARY}\b|\w+ed\b)[^\s?.!,]+(?:\s+|(?=[?.!,]|$)))+", re.I)


class Rewriting(Frozen):
    """Be what a question leans on, and how it reads without that: the likeliest reading first, none where it stands alone.

    `are_rivals` says that the readings are equally likely: "he" after a question about two persons.
    """

    kind: Kind
    readings: tuple[str, ...] = ()
    are_rivals: bool = False


def rewrite(question: str, turns: Sequence[Turn]) -> Rewriting:
    """Return how a question reads on its own after the turns before it, oldest first."""
    if not turns:
        return Rewriting(kind="standalone")
    last = turns[-1]
    if chosen := reading_chosen(question, last.readings or readings_offered(last.answer or "")):
        return Rewriting(kind="choice", readings=(chosen,))
    before = _standalone(turns)
    core = _OPENING.sub("", question) or question
    about = _ABOUT.match(core) or _AND.match(question)
    if about and len(about["subject"].split()) <= LONGEST_SUBJECT_WORDS and not _IS_QUESTION.match(about["subject"]):
        return Rewriting(kind="what_about", readings=_about_another(about["subject"], before, last))
    if (ordinal := _ORDINAL.search(core)) and (item := _item(last, _ORDINALS[ordinal["which"].lower()])):
        return Rewriting(kind="ordinal", readings=(_put(core, ordinal.span(), item),))
    if _BARE.match(core) and len(content_stems(core)) <= FEW_WORDS:
        return Rewriting(kind="question_word", readings=(_asking(core, before, last),))
    if len(content_stems(core)) >= MANY_WORDS:
        return Rewriting(kind="standalone")
    if readings := _with_antecedents(core, before, last):
        rivals = len(readings) > 1 and bool(_PERSONAL.search(core)) and not _WHO.match(before)
        return Rewriting(kind="pronoun", readings=readings, are_rivals=rivals)
    if _is_fragment(core):
        return Rewriting(kind="ellipsis", readings=(f"{before} {core}",))
    return Rewriting(kind="standalone")


def _standalone(turns: Sequence[Turn]) -> str:
    """Return the newest of the turns' questions as it stands alone; a fragment gives way to the question it belongs to."""
    last = turns[-1]
    rewriting = rewrite(last.question, turns[:-1])
    if rewriting.kind == "ellipsis":
        return _standalone(turns[:-1])
    standalone = last.standalone_question or next(iter(rewriting.readings), last.question)
    return standalone if len(standalone.split()) <= LONGEST_TOPIC_WORDS else last.question


def _is_fragment(question: str) -> bool:
    words = len(content_stems(question))
    return words <= FEW_WORDS or (words <= FEW_WORDS_OF_FRAGMENT and not _HAS_VERB.search(question))


def _about_another(subject: str, before: str, last: Turn) -> tuple[str, ...]:
    """Return the question before with another subject: "Whom does Russia back?", then "and Turkey?"."""
    subject = next(iter(_with_antecedents(subject, before, last)), subject)
    own_names = names_in(subject)
    if re.search(r"\bones?\b", subject) and own_names:
        subject = own_names[0]
    replaceable = sorted(names_in(before), key=lambda name: name not in subject)
    if not replaceable:
        return (f"{before.rstrip('?!. ')}: {subject}?",)
    article = r"(?:\bthe\s+)?" if subject.lower().startswith("the ") else ""
    said_again = rf"(?:\s+{re.escape(subject.split()[-1])}\b)?"
    return (re.sub(article + re.escape(replaceable[0]) + said_again, lambda _: subject, before, count=1, flags=re.I),)


def _asking(question_word: str, before: str, last: Turn) -> str:
    """Return the question before, asked with other question words: "When was it launched?", then "by whom?"."""
    asked = question_word.rstrip("?!. ")
    stem = before.rstrip("?!. ")
    if content_stems(asked) and answer_type(asked) != answer_type(before):
        return f"{before} {_capital(asked)}?"
    if _YES_NO.match(stem):
        return f"{_capital(asked)} {stem[0].lower()}{stem[1:]}?"
    if leading := _LEADING.match(stem):
        return _with_subject(asked, leading)
    said = _said(last)
    return f"{_capital(asked)}: {said}" if said else f"{before} {_capital(asked)}?"


def _with_subject(asked: str, leading: re.Match[str]) -> str:
    """Return another question about the subject that a question asked for: "Which airport was closed?", then "when?"."""
    subject = leading["what"].strip()
    is_do = leading["auxiliary"].lower() in ("do", "does", "did")
    if not subject or is_do or _OWN_SUBJECT.search(leading["tail"]):
        return f"{_capital(asked)} {leading['rest']}?"
    counted = re.match(r"(?:many|much)\s+", subject, re.I)
    subject = subject[counted.end() :] if counted else f"the {subject}"
    return f"{_capital(asked)} {leading['auxiliary']} {subject}{leading['tail']}?"


def _with_antecedents(question: str, before: str, last: Turn) -> tuple[str, ...]:
    """Return a question with its first kind of pronoun replaced by what it may stand for, likeliest first."""
    first_name = min((start for start, _ in name_spans(question)), default=len(question))
    for pattern, candidates in ((_PERSONAL, _persons), (_THING, _things), (_PLURAL, _groups), (_PLACE, _places)):
        found = pattern.search(question)
        if found and found.start() < first_name and not _is_told(question[: found.start()], pattern):
            antecedents = [name for name in candidates(before, last) if name not in question][:MOST_READINGS]
            return tuple(_replace_pronouns(question, pattern, name) for name in antecedents) or (f"{before} {question}",)
    if (when := _THAT_TIME.search(question)) and (date := _DATE.search(f"{before} {_said(last)}")):
        preposition = "on" if date.group()[:1].isdigit() and not date.group().isdigit() else "in"
        return (f"{question[: when.start()]}{preposition} {date.group()}{question[when.end() :]}",)
    return (f"{before} {question}",) if _POINTING.search(question) or when else ()


def _is_told(before: str, pattern: re.Pattern[str]) -> bool:
    """Tell whether the words before a pronoun say already what it stands for: "the mayor ... her", or a clause before it."""
    return names_a_role(before) if pattern is _PERSONAL else bool(re.search(r"[,;]|\band\b", before))


def _replace_pronouns(question: str, pattern: re.Pattern[str], antecedent: str) -> str:
    def replaced(match: re.Match[str]) -> str:
        pronoun = match.group().lower()
        is_object = pronoun == "her" and not re.match(r"\s+[^\W\d_]", question[match.end() :])
        return f"{antecedent}’s" if pronoun in _POSSESSIVE and not is_object else antecedent

    return pattern.sub(replaced, question)


def _persons(before: str, last: Turn) -> tuple[str, ...]:
    """Return who "he" or "she" may be: the answer to a "who", else the persons of the question, then of the answer."""
    said = _said(last)
    asked = names_in(before)
    titled = persons_in(f"{before} {said}")
    # A person has one name here: "Angela Merkel" of the question is the answer's "German Chancellor Angela Merkel".
    known = tuple(name for name in asked if any(name in person for person in titled))
    new = tuple(person for person in titled if not any(name in person for name in known))
    if _WHO.match(before):
        answer = new or tuple(name for name in names_in(said) if name not in asked)[:1]
        return tuple(dict.fromkeys((*answer, *known)))
    return tuple(dict.fromkeys((*known, *new))) or tuple(dict.fromkeys((*asked, *names_in(said))))


def _things(before: str, last: Turn) -> tuple[str, ...]:
    """Return what "it" may be: what the question was about, then the names in it and in its answer."""
    phrases = [match.group().strip() for match in _FOCUS.finditer(before)]
    focus = [phrase for phrase in phrases if not names_a_role(phrase)][:1]
    return tuple(dict.fromkeys((*focus, *names_in(before), *names_in(_said(last)))))


def _groups(before: str, last: Turn) -> tuple[str, ...]:
    """Return who "they" may be: the names that the answer or the question lists together, else what "it" may be."""
    listed = [_listed_together(text) for text in (_said(last), before)]
    together = [f"{', '.join(names[:-1])} and {names[-1]}" for names in listed if len(names) > 1]
    return tuple(dict.fromkeys((*together, *_things(before, last))))


def _places(before: str, last: Turn) -> tuple[str, ...]:
    """Return where "there" may be, with its preposition: the last place that the question or its answer names."""
    text = f"{before} {_said(last)}"
    places = (text[start:end] for start, end in name_spans(text) if _IN_PLACE.search(text[:start]))
    return tuple(dict.fromkeys(reversed([f"in {place}" for place in places])))


def _listed_together(text: str) -> tuple[str, ...]:
    """Return the first names of a text that stand in one list: "A, B and C"."""
    listed: list[str] = []
    spans = name_spans(text)
    for position, (start, end) in enumerate(spans):
        listed.append(text[start:end])
        between = text[end : spans[position + 1][0]] if position + 1 < len(spans) else ""
        if not re.fullmatch(r"\s*(?:,|and|&|,\s*and)\s*(?:[a-z]+\s+){0,3}", between):
            if len(listed) > 1:
                return tuple(listed)
            listed = []
    return tuple(listed) if len(listed) > 1 else ()


def _item(last: Turn, position: int) -> str | None:
    """Return the item of the answer that an ordinal counts: of a numbered list, of names listed together, of its sentences."""
    said = _MARKER.sub("", last.answer or "")
    numbered = tuple(match.group(2).strip() for match in _NUMBERED_ITEM.finditer(said))
    sentences = tuple(said[start:end] for start, end in split_sentences(said))
    for items in (numbered, _listed_together(said), _listed_together(last.question), sentences):
        if len(items) > 1 and position < len(items):
            return items[position].rstrip(" .;")[:LONGEST_ITEM_CHARS]
    return None


def _put(question: str, span: tuple[int, int], item: str) -> str:
    if name_spans(item)[:1] == ((0, len(item)),):
        return f"{question[: span[0]]}{item}{question[span[1] :]}"
    return f"{question.rstrip('?!. ')}: {item}?"


def _said(turn: Turn) -> str:
    """Return the first sentence of a turn's answer, without citation markers."""
    text = _MARKER.sub("", turn.answer or "")
    return next((text[start:end] for start, end in split_sentences(text)), "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
