"""The mail that came in."""
