"""The bot as a server of the Model Context Protocol; the only part that imports mcp."""
