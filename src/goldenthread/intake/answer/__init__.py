"""Answering a question about a case."""
