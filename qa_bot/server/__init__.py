"""The bot over HTTP: answers as JSON, OpenAI's form, a web page; it translates and nothing else."""
