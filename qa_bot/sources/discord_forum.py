"""A forum of Discord: the running bot fetches it (discord_bot.forum), as it may read it and knows who allowed that."""

from qa_bot.sources.fetching import Fetched, Order

NOT_YET = "`qa-bot discord` fetches it while it runs, as soon as a manager of the server allows it with /config forum"


def fetch_discord_forum(order: Order) -> Fetched:
    """Fetch nothing: a new source waits for the bot."""
    return Fetched(notes=(NOT_YET,))
