"""From passages to an answer: candidate sentences, their grades, the selection, the confidence in it."""
