"""Measure answers against a gold set: read it, run it, score it, compare it, report it."""
