"""The doctor: what keeps the bot from answering or may do so soon, each with the command that mends it."""
