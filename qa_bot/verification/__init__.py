"""Verification: is a sentence that a model wrote supported by a quote?"""
