"""Somebody opens their personal link and chooses a password."""
