"""From where on a sentence counts as supported: the only numbers of the check that are fitted to a reader."""

from qa_bot.frozen import Frozen


class Thresholds(Frozen):
    """How strongly a sentence of a model must be supported.

    `support` is the least sum over the whole passage and the quotes out of it; of each the log odds count that it supports the
    sentence, less those that it refutes it. `words` is the least share of the sentence's words that both must have where the
    reader gives no log odds.
    """

    support: float
    words: float


# `benchmarks/verification.py --derive` finds them anew: a reader with other weights needs other ones.
THRESHOLDS = Thresholds(support=16.5, words=0.6)
