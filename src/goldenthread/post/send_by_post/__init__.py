"""Saying that a letter on paper was posted, and on which day."""
