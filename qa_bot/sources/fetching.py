"""What a fetch is given and what it tells."""

from collections.abc import Callable
from typing import NamedTuple

from qa_bot.sources.address import Address
from qa_bot.sources.manifest import SourceOptions
from qa_bot.sources.staging import Staging
from qa_bot.sources.web.client import Web


class Order(NamedTuple):
    """What is to be fetched, where to, and with which client of the web."""

    address: Address
    options: SourceOptions
    staging: Staging
    web: Web


class Fetched(NamedTuple):
    """The result of a fetch whose files lie in the staging folder.

    `state` is what the next fetch compares with; `is_same` says that nothing was fetched, as nothing has changed. `notes` say
    what was left out.
    """

    state: str = ""
    notes: tuple[str, ...] = ()
    is_same: bool = False


Fetch = Callable[[Order], Fetched]
