"""Putting a document on a case."""
