"""Asking about a case: a question with an owner and a day, told to nobody but the case's own people (S0-19)."""
