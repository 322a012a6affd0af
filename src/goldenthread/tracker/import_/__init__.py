"""Bringing a tracker: the file is uploaded, read and shown; nothing is taken in yet."""
