"""Tell an event that was seen already: Discord sends some again after a connection is resumed."""

from collections import OrderedDict

KEPT = 10_000


class SeenEvents:
    """The last ids that were seen; they outlive the client, so that a fresh connection answers nothing twice."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._ids: OrderedDict[int, None] = OrderedDict()

    def claim(self, event_id: int) -> bool:
        """Tell whether this is the first time the id is claimed."""
        if event_id in self._ids:
            self._ids.move_to_end(event_id)
            return False
        self._ids[event_id] = None
        if len(self._ids) > self._kept:
            self._ids.popitem(last=False)
        return True
