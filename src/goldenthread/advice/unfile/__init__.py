"""A mail is taken off the wrong case, and the advice that was recorded from it is struck out there (B03)."""
