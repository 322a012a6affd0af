"""Saying that a mail is of no case."""
