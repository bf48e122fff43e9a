"""What of the documents may be quoted for a question, and how well each piece answers it."""
