"""Giving a file out."""
