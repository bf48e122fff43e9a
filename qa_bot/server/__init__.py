"""The bot over HTTP: answers as JSON, OpenAI's form, a web page; it translates and nothing else."""

# The form of an answer for `qa-bot ask --server`. It stands here because its client loads nothing else of the server.
SHOWN_TYPE = "application/vnd.qa-bot.shown+json"
