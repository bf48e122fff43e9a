"""Conversations: what a follow-up means, without a language model."""
