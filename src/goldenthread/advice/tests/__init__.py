"""Advice's actions and queries, to their edges."""
