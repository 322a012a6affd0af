"""Saying that a mail which was filed by itself was looked at and asks for nothing more."""
