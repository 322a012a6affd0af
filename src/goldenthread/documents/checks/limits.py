"""What a process may use that opens a stranger's file: little memory, little time, and nothing to write to."""

from __future__ import annotations

import gc
import resource

MEMORY = 512 * 1024 * 1024


def confine(seconds: int) -> None:
    """Give up, for this process and for good, what reading a file does not need."""
    _limit(resource.RLIMIT_AS, MEMORY)
    _limit(resource.RLIMIT_CPU, seconds, grace=1)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 64)
    gc.disable()  # the process is short, and makes no rings of objects to look for


def _limit(what: int, most: int, grace: int = 0) -> None:
    """Lower a limit; one that is lower already stays."""
    hard = resource.getrlimit(what)[1]
    highest = most + grace if hard == resource.RLIM_INFINITY else min(most + grace, hard)
    resource.setrlimit(what, (min(most, highest), highest))
