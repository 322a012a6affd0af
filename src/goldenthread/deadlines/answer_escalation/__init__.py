"""Whoever a letter of the ladder went to answers it within the time that it gives (S1-47)."""
