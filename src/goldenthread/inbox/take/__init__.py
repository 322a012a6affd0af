"""Saying that one will see to a mail."""
