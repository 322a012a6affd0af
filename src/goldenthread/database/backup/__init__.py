"""A backup: every row of one moment, the home's files, and apart from both the keys; each with its hash.

The operator wants to know, before the night in which it matters, that what was written can be read, that it is
whole, and that the database which comes of it is the one that was lost.
"""
