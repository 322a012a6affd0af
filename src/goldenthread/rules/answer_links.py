"""A link by which somebody without an account answers one request: how long it works, and its one-time codes."""

from __future__ import annotations

from datetime import timedelta

from goldenthread.rules.access.sections import Section

WORKS_FOR = timedelta(days=14)
CODE_WORKS_FOR = timedelta(minutes=10)
MOST_TRIES = 5
"""Wrong codes after which the one that was sent is good no more."""

MOST_CODES = 5
"""Codes that are sent to a link within an hour."""

PROOF_LASTS = timedelta(minutes=60)
"""How long a proved code opens the link in one browser while nothing is done there."""

OPENS = frozenset({Section.CHILD, Section.REQUESTS, Section.ADVICE, Section.REMARKS})
"""The parts of its one case that a link opens: the policies ask for the same four. No number, no household."""
