"""Asking services for advice, up to a dozen at once (S0-20)."""
