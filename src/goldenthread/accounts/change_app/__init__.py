"""Somebody moves to another phone."""
