"""A council's request is taken back."""
