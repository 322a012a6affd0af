"""Keeping a person, or everybody who is not named, out of a case."""
