"""Bringing a mail that came by another way."""
