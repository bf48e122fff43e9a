"""Light markup other than Markdown, brought to Markdown."""
