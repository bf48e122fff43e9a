"""Answers written by a language model, of which only verified sentences are shown."""
