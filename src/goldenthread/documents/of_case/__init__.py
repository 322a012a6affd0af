"""The documents of one case."""
