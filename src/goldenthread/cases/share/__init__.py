"""Letting a person or a school into a case."""
