"""From an answer to messages in Discord: text that is safe to show, where it is sent, and what is said of failures."""
