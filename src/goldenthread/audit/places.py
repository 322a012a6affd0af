"""Where the key and the checkpoints of this installation are."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from goldenthread.audit.sealing import Sealing
from goldenthread.rules.refusals import Refused


def key_file() -> Path:
    """The file of the private key; in real use somebody has said where it is."""
    if not settings.AUDIT_KEY:
        raise Refused(
            "The audit is not sealed: say where its key is kept, out of the database's reach, with "
            "GOLDENTHREAD_AUDIT_KEY. docs/guide/reading-the-audit.md says how."
        )
    return Path(settings.AUDIT_KEY)


def folder() -> Path:
    """Where checkpoints are written."""
    return Path(settings.CHECKPOINTS)


def sealing(*, is_after_restore: bool = False, may_make_key: bool = False) -> Sealing:
    """How this installation seals."""
    return Sealing(folder(), key_file(), is_after_restore, may_make_key)
