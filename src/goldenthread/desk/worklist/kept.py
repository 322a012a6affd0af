"""The words of a search, kept in the searcher's own session under a token that means nothing to anybody else."""

from __future__ import annotations

import secrets
from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Any

SEARCHES = "searches"
PATIENCE = timedelta(hours=12)
"""How long a search is kept: a working day."""
MOST = 30
"""So many searches are kept; an older one makes room."""
LONGEST = 200
"""So many letters of what was typed; no name has more."""

Session = MutableMapping[str, Any]


def keep(session: Session, words: str, at: datetime) -> str:
    """The token under which these words are found again. The same words keep their token."""
    words = words[:LONGEST]
    fresh = _fresh(session, at)
    token = next((token for token, (said, _) in fresh.items() if said == words), "") or secrets.token_urlsafe(
        9
    )
    fresh.pop(token, None)
    session[SEARCHES] = {**dict(list(fresh.items())[-MOST + 1 :]), token: [words, at.isoformat()]}
    return token


def words(session: Session, token: str, at: datetime) -> str:
    """What was typed; nothing where the token is a stranger's, or too old."""
    return _fresh(session, at).get(token, [""])[0]


def _fresh(session: Session, at: datetime) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = session.get(SEARCHES, {})
    return {token: said for token, said in kept.items() if at - datetime.fromisoformat(said[1]) < PATIENCE}
