"""What the bot remembers, in one SQLite file; imports no discord."""
