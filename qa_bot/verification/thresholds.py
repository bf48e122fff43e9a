"""From where on a sentence counts as supported: the only numbers of the check that are fitted to a reader."""

from qa_bot.frozen import Frozen


class Thresholds(Frozen):
    """The least support, between 0 and 1, that a sentence of a model needs.

    `passage` and `quotes` are probabilities that a reader gives the whole passage and the quotes out of it. `words` is the share
    of the sentence's words that both must have where the reader gives no probabilities.
    """

    passage: float
    quotes: float
    words: float


# `benchmarks/verification.py --derive` finds them anew: a reader with other weights needs other ones.
THRESHOLDS = Thresholds(passage=0.98, quotes=0.65, words=0.6)
