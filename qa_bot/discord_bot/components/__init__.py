"""The buttons under an answer, and the form that one of them opens."""
