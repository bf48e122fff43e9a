"""The desk that takes questions, has them answered in turn, and shows how that goes."""
