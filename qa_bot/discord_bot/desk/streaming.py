"""Show an answer while it is being written."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from qa_bot.discord_bot.outgoing.delivery import Delivery
from qa_bot.llm.showing import VerifiedSentence

# Discord takes about one edit a second.
EDIT_EVERY_S = 1.0
Listen = Callable[[VerifiedSentence], None]
Partial = Callable[[Sequence[VerifiedSentence]], str]


@asynccontextmanager
async def streaming(delivery: Delivery, partial: Partial) -> AsyncIterator[Listen]:
    """Give what takes an answer's sentences as they are verified, and show them about once a second.

    `partial` renders what is written so far.
    """
    sentences: list[VerifiedSentence] = []
    fresh = asyncio.Event()

    def listen(sentence: VerifiedSentence) -> None:
        sentences.append(sentence)
        fresh.set()

    async def keep_showing() -> None:
        while True:
            await fresh.wait()
            fresh.clear()
            await delivery.show(partial(sentences))
            await asyncio.sleep(EDIT_EVERY_S)

    showing = asyncio.create_task(keep_showing())
    try:
        yield listen
    finally:
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)
