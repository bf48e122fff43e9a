"""Answers about the documents as such: which there are, what they are about, what is new."""
