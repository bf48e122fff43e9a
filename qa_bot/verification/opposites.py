"""Words of English that exclude each other: a sentence may not say "more" where its quote says "less"."""

from qa_bot.text.terms import words

_PAIRS = frozenset(
    frozenset(pair.split("/"))
    for pair in """more/less most/least more/fewer bigger/smaller larger/smaller largest/smallest biggest/smallest
    greater/less greater/smaller higher/lower highest/lowest higher/less lower/more longer/shorter longest/shortest
    taller/shorter older/younger oldest/youngest earlier/later before/after first/last above/below increase/decrease
    increased/decreased increases/decreases increasing/decreasing rise/fall rose/fell rising/falling grew/shrank
    gain/loss gained/lost won/lost win/lose wins/loses accept/reject accepted/rejected accepts/rejects allow/forbid
    allowed/forbidden allowed/banned allow/prohibit allows/prohibits allowed/prohibited opened/closed opens/closes open/closed
    began/ended begins/ends start/end started/ended started/stopped support/oppose supports/opposes supported/opposed
    north/south east/west northern/southern eastern/western northeast/southwest northwest/southeast left/right
    minimum/maximum cheaper/dearer cheaper/costlier faster/slower fastest/slowest better/worse best/worst stronger/weaker
    legal/illegal public/private inside/outside entered/left arrived/departed arrive/depart bought/sold buy/sell
    mandatory/optional required/optional always/never male/female man/woman men/women son/daughter father/mother
    brother/sister husband/wife import/export imports/exports upstream/downstream ascending/descending true/false
    safe/unsafe hot/cold morning/evening summer/winter morning/afternoon""".split()
)


def opposed_words(sentence: str, said: str) -> tuple[str, ...]:
    """Return the words of a sentence of which a text has the opposite, and not the word itself; "" where there are none."""
    own, theirs = set(words(sentence)), set(words(said))
    return tuple(
        sorted(
            word
            for pair in _PAIRS
            for word, other in (tuple(pair), tuple(pair)[::-1])
            if word in own and other in theirs and word not in theirs and other not in own
        )
    )
