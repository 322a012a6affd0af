"""Rehearsing a changed ladder: what it would have sent over the last year, before anybody loads it (S1-57)."""
