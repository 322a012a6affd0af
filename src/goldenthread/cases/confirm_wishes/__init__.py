"""Compulsory school age has ended: asking the young person, and saying what becomes of each parent's access."""
