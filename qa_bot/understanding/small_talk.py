"""Messages that ask nothing, or ask about the bot: "hey there", "thx", "what can you do?"."""

import re
from collections.abc import Sequence
from typing import Literal

from qa_bot.text.spelling import edit_distance
from qa_bot.text.terms import words

Courtesy = Literal["greeting", "thanks", "farewell", "small_talk"]

# A message of these words alone asks nothing ("cheers mate", "ok, got it") if one of them stands in the first four lists.
_GREETING = frozenset("hi hello hey heya hiya yo howdy greetings gm hallo hullo hola bonjour salut moin servus".split())
_THANKS = frozenset("thanks thank thx tnx ty tysm thankyou cheers appreciated appreciate ta danke merci gracias grazie".split())
_FAREWELL = frozenset("bye byebye goodbye farewell cya ciao gn".split())
_AGREEING = frozenset(
    """ok okay okey k kk cool great nice perfect awesome amazing fantastic wonderful lol haha wow sorry excellent brilliant
    lovely good fine alright yes no yep yeah nope sure understood gotcha never""".split()
)
_BESIDE = frozenset(
    """there again all everyone everybody bot robot mate friend friends folks team guys sir madam dear you ya u so much very
    really a an lot lots many ton million for your ur the that thats this was is were its it i im we to me my us day morning
    afternoon evening night weekend today now have see later soon tomorrow around meet mind got helpful help useful indeed bro
    man buddy pal answer answers info information time well done job work one oh ah and then too be speak with problem worries""".split()
)
_CORE = _GREETING | _THANKS | _FAREWELL | _AGREEING
_SHORTEST_MISSPELT = 4
# How people ask a bot how it is, and take leave of it.
_HOW_ARE_YOU = re.compile(
    r"\b(?:how are (?:you|ya|things)|how is (?:it|everything|life) going|how you doing|"
    r"how do you do|what is up|sup|(?:is )?any(?:one|body) (?:there|here|home)|are you (?:there|here|online|awake|ok))(?: doing)?(?: today)?\b"
)
_LEAVE = re.compile(
    r"\b(?:see|speak to|talk to) (?:you|ya)\b|\bhave an? \w+ (?:day|evening|night|weekend|one)\b|\bgood night\b"
)
_GOOD_TIME = re.compile(r"\bgood (?:morning|afternoon|evening|day)\b")
# How people say that they have what they wanted.
_I_SEE = re.compile(
    r"\b(?:i see|got it|makes sense|good to know|that (?:really )?help(?:s|ed)(?: me)?|that is (?:just |exactly )?what i (?:needed|wanted|meant)|"
    r"that (?:is|was) (?:\w+ )?(?:helpful|useful|all|it|enough))\b"
)
# "Is it good?" and "how good was it?" ask something, though of the words above alone.
_ASKS = re.compile(r"^(?:is|are|was|were|do|does|did|have|has|how|what|who|which|when|where|why|whose|whom)\b")
# What may stand before a real question, up to its punctuation: "Hi! When is it open?", "thanks, and when does it close?".
_FIRST = re.compile(r"^[^,.!;:?–—-]{1,40}[,.!;:–—-]+\s*(?=\w)")
_LAST = re.compile(r"(?<=[?.!])\s+[^?.!]{1,40}[.!]*$")

# "hello can you help me", without a comma
_OPENING = re.compile(r"^(?:(?:hi|hello|hey|ok|okay|so|well) )+(?:there |bot )?")
_A_BOT = r"(?:you|(?:this|the|our) (?:bot|qa bot|chat ?bot|assistant))"
_ABOUT = re.compile(
    "|".join(
        (
            # "help", "can you help me?", "how can you help me?"
            r"(?:i |we )?(?:need |want |get )?(?:some |your )?help(?: me| us)?(?: out)?",
            rf"(?:how |what )?(?:can|could|will|would|do) {_A_BOT} (?:help|assist)(?: me| us)?(?: with)?(?: out)?",
            rf"(?:can you )?(?:tell|show) (?:me |us )?what (?:else )?{_A_BOT} (?:can )?(?:do|know|offer)",
            # "who are you?", "what is this bot for?", "what's your name?", "are you a robot?", "tell me about yourself"
            rf"(?:who|what) (?:exactly )?(?:are|is) {_A_BOT}(?: exactly)?(?: for| about| doing)?",
            r"(?:who|what) is (?:your (?:name|job|purpose|function|role)|the (?:name|purpose) of this bot)",
            rf"(?:are|is) {_A_BOT} (?:an? )?(?:real |chat ?)?(?:bot|robot|human|person|machine|ai|chat ?gpt|gpt\d*|llm|model|alive|real)",
            r"(?:can you )?(?:tell me (?:something |a bit |more )?about|introduce|describe) (?:you|yourself|this bot)",
            rf"who (?:made|built|created|wrote|programmed|developed|trained|runs) {_A_BOT}",
            # "what can you do?", "what do you know?"
            rf"(?:what|which things|what else|what all) (?:can|do|could|does|will) {_A_BOT} (?:do|know|answer|offer|support|tell(?: me| us)?)(?: for me| here)?",
            # "who am I talking to?", "how accurate are you?", "can I trust you?"
            r"(?:who|what) am i (?:talking|speaking|chatting|writing) (?:to|with)",
            r"how (?:accurate|reliable|good|smart|clever|fast|old) are you",
            r"(?:can|should) (?:i|we) trust (?:you|your answers)",
            r"what are your (?:features|capabilities|abilities|functions|skills|commands|limits|limitations)",
            # "what can I ask?", "how do I use you?", "how do I ask a question?", "what kind of questions can I ask?"
            r"(?:what|what else) (?:can|may|should|could) (?:i|we) (?:ask|say|type|do)(?: to)?(?: you| here| this bot| with you)*(?: about)?",
            rf"how (?:do|can|should|could|to) ?(?:i|we|one)? ?(?:use|ask|query|talk to|work with|speak to) (?:{_A_BOT}|an? question|questions)"
            r"(?: here| something| questions| an? question)?",
            rf"how (?:do|does) {_A_BOT} work",
            r"(?:what|which) (?:(?:kinds?|sorts?|types?) of )?questions (?:can|may|should|do|could) (?:i ask|you answer)(?: you| here)?",
            r"(?:(?:can|may|could) i|i want to|i would like to) ask(?: you)?(?: something| a question| questions)?|i have (?:a|some|another) questions?",
            # "what languages do you speak?", "do you speak German?", "which model do you use?"
            r"(?:what|which|how many) languages? (?:do|can|does) you (?:speak|understand|know|read|support)",
            r"(?:do|can) you (?:speak|understand) (?:any )?(?:other )?\w+",
            r"(?:what|which) (?:language )?(?:model|llm|ai) (?:do you use|are you(?: using)?|is this)",
        )
    )
)


def courtesy_of(said: str) -> Courtesy | None:
    """Return what a message does that asks nothing; None if it may ask something. `said` is normalised (see `plainly`)."""
    left = _LEAVE.sub(" bye ", _GOOD_TIME.sub(" hello ", said))
    left = _I_SEE.sub(" ok ", _HOW_ARE_YOU.sub(" hello ", left)).strip()
    found = [_spelt(word) for word in left.split()]
    if not found or _ASKS.match(left) or not set(found) <= _CORE | _BESIDE or not _CORE & set(found):
        return None
    said_words = set(found)
    if said_words & _THANKS:
        return "thanks"
    if said_words & _FAREWELL:
        return "farewell"
    return "greeting" if said_words & _GREETING else "small_talk"


def is_about_the_bot(said: str) -> bool:
    """Tell whether a normalised message asks who the bot is, what it can do or how to use it."""
    return all(_ABOUT.fullmatch(part) for part in _OPENING.sub("", said).split(" and "))


def without_courtesy(message: str) -> str:
    """Return a message without a greeting or thanks before or after its question; as it is if nothing else is in it."""
    while (first := _FIRST.match(message)) and _is_polite(first.group()):
        message = message[first.end() :]
    while (last := _LAST.search(message)) and _is_polite(last.group()):
        message = message[: last.start()]
    return message


def tidied(message: str) -> str:
    """Return a message with the usual short spellings written out, without "please" and without punctuation around it."""
    spelt = _IS.sub(r"\1 is", message.replace("’", "'"))
    kept = [_WRITTEN_OUT.get(token.casefold().strip(_AROUND), token) for token in spelt.split()]
    return " ".join(token for token in kept if token.strip(_AROUND)).strip(_AROUND)


def plainly(message: str) -> str:
    """Return a tidied message as its folded words."""
    return " ".join(words(tidied(message)))


_AROUND = " ?!.,;:()\"'“”…-–—"
_IS = re.compile(r"\b(what|who|how|where|that|it|there|here)'?s\b", re.I)
_WRITTEN_OUT = {
    "u": "you",
    "ur": "your",
    "r": "are",
    "wat": "what",
    "wot": "what",
    "im": "I am",
    "i'm": "I am",
    "pls": "",
    "plz": "",
    "please": "",
    "kindly": "",
}


def _is_polite(part: str) -> bool:
    """Tell whether a part of a message is a greeting, thanks or praise; "yes" and "no" may answer what the bot asked."""
    said = plainly(part)
    return courtesy_of(said) is not None and not set(said.split()) & _ANSWERING


_ANSWERING = frozenset("yes no yep yeah nope sure right never".split())


def _spelt(word: str) -> str:
    """Return the word of small talk that a misspelt word is; the word itself if it is none."""
    if word in _CORE or word in _BESIDE or len(word) < _SHORTEST_MISSPELT:
        return word
    return next((known for known in _OFTEN_MISSPELT if _is_slip(word, known)), word)


_OFTEN_MISSPELT: Sequence[str] = ("hello", "thanks", "thank", "goodbye", "morning", "perfect", "awesome", "helpful")


def _is_slip(word: str, meant: str) -> bool:
    """Tell whether a word has the letters of another in another order, or one of them too few or twice."""
    if sorted(word) == sorted(meant):
        return True
    return set(word) == set(meant) and edit_distance(word, meant) == 1
