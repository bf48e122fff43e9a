"""Tell words of one family that no stemmer joins: Italy and Italian, politician and political."""

SHORTEST_BASE = 4
# What may follow the base of a word in English derivation; '' for the base itself.
_ENDINGS = frozenset(
    """a an ans ian ians n ns ean ish ese i ite ic ical al ally y e ia er ers or ors ist ists ism ity ness ment ation ion ing
    ed s es ful less ly ous""".split()
) | {""}


def are_related(first: str, second: str) -> bool:
    """Tell whether two folded words share a base of at least four letters and differ only in endings of English."""
    shared = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        shared += 1
    return any(first[base:] in _ENDINGS and second[base:] in _ENDINGS for base in range(SHORTEST_BASE, shared + 1))
