"""Ending that somebody is let into a case."""
