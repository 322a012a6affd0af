"""Restrictions that somebody may lift by a reference, without the case."""
