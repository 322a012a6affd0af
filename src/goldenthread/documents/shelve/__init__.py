"""Putting a document into the library."""
