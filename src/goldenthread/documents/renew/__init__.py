"""Putting a new version beside the others."""
