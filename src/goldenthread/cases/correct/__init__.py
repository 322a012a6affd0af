"""Putting an entry of the timeline right."""
