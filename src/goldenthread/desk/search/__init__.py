"""Searching: what is typed is a child's name or number, so it stands in no address."""
