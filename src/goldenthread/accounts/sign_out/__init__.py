"""Somebody leaves the machine to the next."""
