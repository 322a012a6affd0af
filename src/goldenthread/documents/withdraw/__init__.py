"""Withdrawing a document that stands where it does not belong."""
