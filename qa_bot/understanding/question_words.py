"""The previous question with another question word: "When was it launched?", then "by whom?"."""

import re

from qa_bot.conversation import Turn
from qa_bot.text.english import AUXILIARY, IRREGULAR_PARTICIPLES, PREPOSITIONS, QUESTION_WORD
from qa_bot.text.question_form import answer_type
from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import STOP_WORDS, fold
from qa_bot.understanding.persons import asks_for_somebody, person_meant
from qa_bot.understanding.phrases import DETERMINERS, is_participle, noun_phrases
from qa_bot.understanding.said import said_first
from qa_bot.understanding.times import times_told

_AUXILIARY = rf"(?:{AUXILIARY})"
_PREPOSITION = rf"(?:{'|'.join((*PREPOSITIONS, 'by', 'until', 'of', 'to'))})"
_LEADING = re.compile(
    rf"^(?:{_PREPOSITION}\s+)?(?:{QUESTION_WORD})\b(?P<what>(?:\s+(?!{_AUXILIARY}\b)[\w'’-]+){{0,5}}?)"
    rf"\s+(?P<rest>(?P<auxiliary>{_AUXILIARY})\b(?P<tail>.*))$",
    re.I,
)
# An auxiliary followed by its own subject: then the subject is not what was asked for.
_OWN_SUBJECT = re.compile(
    r"^\s*(?:the|a|an|this|that|these|those|his|her|its|their|he|she|it|they|we|you|i|there)\b|^\s*[A-ZÀ-ÖØ-Þ]"
)
_YES_NO = re.compile(rf"^(?P<auxiliary>{_AUXILIARY})\b", re.I)
_NOT = re.compile(r"\s+not$", re.I)
# "Where to?", "what for?": the preposition goes to the end of the question.
_LAST = re.compile(rf"^(?P<word>{QUESTION_WORD})\s+(?P<preposition>to|from|for|with|by|at)$", re.I)
_DANGLING = re.compile(r"\s+(?:to|from|for|with|by|at|of|in|on)$", re.I)
# "Who founded the shop?": the question word is the subject, and a verb follows.
_ACTIVE = re.compile(rf"^who\s+(?!{_AUXILIARY}\b)(?P<verb>[a-z]+)\s+(?P<object>[^,;:]+)$", re.I)
# A "when" cannot take the place of the word in "what does it cost", nor of that in "who was elected".
_MEASURED = re.compile(r"\b(?:cost|weigh|measure)$", re.I)
_WHO_IS = re.compile(r"^who\s+(?:is|was|are|were|will\s+be|has|have|had)\b", re.I)
# A question that is answered by yes or no, also after what leads to it: "I left my coat there, can I fetch it?".
_ANSWERED_BY_YES = re.compile(rf"(?:^|[,;.:]\s+(?:and\s+|so\s+|but\s+)?){_AUXILIARY}\s[^,;?]*\?*$", re.I)
LONGEST_OBJECT_WORDS = 6
# A statement whose first auxiliary is its verb, as no clause stands before that.
_STATEMENT = re.compile(
    rf"(?P<subject>(?:(?!(?:{QUESTION_WORD}|{AUXILIARY}|that|if|as|because)\b)[^\s,;:()]+\s+)+?)"
    rf"(?P<auxiliary>{_AUXILIARY})\s+(?P<rest>[^,;:()]+)$"
)
_BECAUSE = re.compile(r",?\s+(?:because|since|due\s+to|owing\s+to)\s.*$")
_SINCE_WHEN = re.compile(r"since\s+when\W*$", re.I)
_WHO_IS_OR_DOES = re.compile(rf"who\s+(?:(?P<is>is|are)|(?!{_AUXILIARY}\b)(?P<verb>[a-z]+s))\s+(?P<rest>.+)$", re.I)
_CONTRACTED = {"can": "can't", "will": "won't", "shall": "shan't", "must": "mustn't", "may": "may not", "might": "might not"}


def asking(question_word: str, before: str) -> str:
    """Return the previous question with other question words, as a question of its own."""
    asked = _LAST.sub(r"\g<word>", question_word.rstrip("?!. "))
    last = _LAST.match(question_word.rstrip("?!. "))
    stem = before.rstrip("?!. ")
    if content_stems(asked) and answer_type(asked) != answer_type(before):
        return _joined(stem, asked)
    rewritten = _another_word(asked, _DANGLING.sub("", stem) if _begins_with_word(stem) else stem)
    if rewritten is None:
        return _joined(stem, question_word.rstrip("?!. "))
    ending = f" {last['preposition'].lower()}" if last else ""
    return f"{with_capital(rewritten)}{ending}?"


def _another_word(asked: str, stem: str) -> str | None:
    """Return a question, without its mark, that asks something else; None if its form does not tell how."""
    if yes_no := _YES_NO.match(stem):
        return _of_yes_no(asked, stem, yes_no["auxiliary"].lower())
    leading = _LEADING.match(stem)
    if leading and not _MEASURED.search(stem) and not _WHO_IS.match(stem):
        return _with_subject(_NOT.sub("", asked), leading)
    active = _ACTIVE.match(stem)
    if active and len(active["object"].split()) <= LONGEST_OBJECT_WORDS and not re.match(r"whom?$", asked, re.I):
        return _passive(asked, active["verb"].lower(), active["object"])
    return None


def asked_anew(asked: str, before: str, last: Turn) -> tuple[str, ...]:
    """Return other question words with the previous question, and with what answered it by yes or no.

    "Was the ferry sold?", "The offer was refused", "why?": not why the ferry was sold.
    """
    word = with_capital(asked.rstrip("?!. "))
    # What stands before a colon is a heading or what introduces an item.
    statement = said_first(last).rstrip(" .!").rpartition(": ")[2] if _ANSWERED_BY_YES.search(before) else ""
    turned = _turned(word, statement, before)
    if turned and word == "Why" and content_stems(before) - content_stems(statement):
        return (turned,)
    told = turned or (f"{word}: {statement}?" if statement else None)
    return (asking(asked, before), *filter(None, (told,)))


def _turned(word: str, statement: str, before: str) -> str | None:
    """Return a question word about a plain statement: "Why was the ferry rejected?"; None if where its verb stands is not known."""
    dated = times_told(statement, word)[-1:] if answer_type(word) == "time" else ()
    kept = next((statement[:start].rstrip() for start, end in dated if end == len(statement)), statement)
    told = _STATEMENT.match(_BECAUSE.sub("", kept))
    if not told:
        return None
    subject, first = told["subject"], told["subject"].split()[0]
    is_common = first != "I" and (fold(first) in STOP_WORDS | DETERMINERS or stem(fold(first)) in content_stems(before))
    subject = f"{subject[:1].lower()}{subject[1:]}" if is_common else subject
    return f"{_NOT.sub('', word)} {told['auxiliary']} {subject.strip()} {told['rest']}?"


def since_when(asked: str, before: str, last: Turn) -> tuple[str, ...]:
    """Return "since when" about the person that was the answer: "Since when has Ada Quill run the mill?"; () if it is about nobody."""
    who = _WHO_IS_OR_DOES.match(before.rstrip("?!. "))
    person = person_meant(before, last) if who and asks_for_somebody(before) else ""
    if not who or not person or not _SINCE_WHEN.match(asked):
        return ()
    done = "been" if who["is"] else _participle(who["verb"].lower())[1]
    return (f"Since when has {person} {done} {who['rest']}?",) if done else ()


def _joined(stem: str, asked: str) -> str:
    return f"{stem}, and {asked[:1].lower()}{asked[1:]}?"


def _begins_with_word(stem: str) -> bool:
    return re.match(rf"(?:{QUESTION_WORD})\b", stem, re.I) is not None


def _of_yes_no(asked: str, stem: str, auxiliary: str) -> str:
    """Return "why" before "can I wash it", and "why not" as "why can't I wash it"."""
    rest = stem[len(auxiliary) :]
    if not _NOT.search(asked):
        return f"{asked} {auxiliary}{rest}"
    return f"{_NOT.sub('', asked)} {_CONTRACTED.get(auxiliary, f'{auxiliary}n’t')}{rest}"


def _with_subject(asked: str, leading: re.Match[str]) -> str:
    """Return a new question about what the previous one asked for: "Which airport was closed?", then "when?"."""
    subject = leading["what"].strip()
    is_do = leading["auxiliary"].lower() in ("do", "does", "did")
    if subject.lower() in ("", "much", "many", "long", "far", "old") or is_do or _OWN_SUBJECT.search(leading["tail"]):
        return f"{asked} {leading['rest']}"
    counted = re.match(r"(?:many|much)\s+", subject, re.I)
    subject = subject[counted.end() :] if counted else f"the {subject}"
    return f"{asked} {leading['auxiliary']} {subject}{leading['tail']}"


def _passive(asked: str, verb: str, thing: str) -> str | None:
    """Return "when was Loafer founded" for "who founded Loafer"; None if the verb's participle is not known."""
    is_past, participle = _participle(verb)
    phrases = noun_phrases(f"Was {thing}?")
    if participle is None or not phrases:
        return None
    end = phrases[0].end - len("Was ")
    is_plural = phrases[0].nouns[-1].endswith("s") and not phrases[0].nouns[-1].endswith(("ss", "us", "is"))
    auxiliary = ("were" if is_plural else "was") if is_past else ("are" if is_plural else "is")
    return f"{asked} {auxiliary} {thing[:end]} {participle}{thing[end:]}"


def _participle(verb: str) -> tuple[bool, str | None]:
    """Return whether a verb is in the past, and its past participle; None for one that is not known."""
    bare = next(
        (form for form in (verb, verb.removesuffix("s"), verb.removesuffix("es")) if form in IRREGULAR_PARTICIPLES), None
    )
    if bare is not None:
        return bare == verb, IRREGULAR_PARTICIPLES[bare]
    if is_participle(fold(verb)):
        return True, verb
    if verb.endswith("ies"):
        return False, f"{verb[:-3]}ied"
    if verb.endswith(("ches", "shes", "sses", "xes")):
        return False, f"{verb[:-2]}ed"
    return False, f"{verb[:-1]}d" if verb.endswith("es") else f"{verb[:-1]}ed" if verb.endswith("s") else None


def with_capital(text: str) -> str:
    """Return a text with a capital at its start."""
    return text[:1].upper() + text[1:]
