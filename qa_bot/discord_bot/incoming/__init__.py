"""From an event of Discord to a question: what is heard, what it asks, and what was said before it."""
