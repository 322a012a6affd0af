"""Putting a child's particulars right."""
