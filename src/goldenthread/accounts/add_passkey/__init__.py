"""Somebody adds a passkey to their account."""
