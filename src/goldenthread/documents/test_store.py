"""Files on the disk: whole or not there, never swept while they are named, and known when they are lost."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from goldenthread.documents import store

pytestmark = pytest.mark.django_db

YESTERDAY = 86_400


def test_a_file_is_kept_once_for_this_account_alone_and_given_back(files: Path) -> None:
    sha256 = store.keep(b"advice")
    assert store.keep(b"advice") == sha256
    assert store.content(sha256) == b"advice"
    (kept,) = [path for path in files.rglob("*") if path.is_file()]
    assert (kept.name, kept.stat().st_mode & 0o077) == (sha256, 0)
    assert kept.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "/" * 64, "0" * 64])
def test_what_is_no_hash_or_not_there_is_lost_and_touches_nothing(name: str) -> None:
    with pytest.raises(store.Lost):
        store.content(name)


def test_a_damaged_file_is_never_given_out(files: Path) -> None:
    sha256 = store.keep(b"advice")
    store.place(sha256).write_bytes(b"advicf")
    with pytest.raises(store.Lost):
        store.content(sha256)
    good = store.keep(b"other")
    store.place(missing := store.keep(b"third")).unlink()
    assert list(store.lost([sha256, good, missing])) == [sha256, missing]


FAILING = ("fsync", "open")


@pytest.mark.parametrize("call", FAILING)
@pytest.mark.parametrize("at", range(4))
def test_a_failure_at_any_call_leaves_no_file_of_that_name_or_a_whole_one(
    call: str, at: int, monkeypatch: pytest.MonkeyPatch, files: Path
) -> None:
    calls, real = [0], getattr(os, call)

    def fail(*words: Any, **options: Any) -> Any:
        calls[0] += 1
        if calls[0] > at:
            raise OSError("disk full")
        return real(*words, **options)

    monkeypatch.setattr(store.os, call, fail)
    with pytest.raises(OSError, match="disk full") if at < 3 else _nothing():
        store.keep(b"advice")
    monkeypatch.undo()
    found = [path for path in files.rglob("*") if path.is_file()]
    assert all(path.read_bytes() == b"advice" and len(path.name) == 64 for path in found)


def _nothing() -> Any:
    from contextlib import nullcontext

    return nullcontext()


def test_only_old_files_that_nothing_names_are_swept() -> None:
    named, orphan, fresh = store.keep(b"named"), store.keep(b"orphan"), store.keep(b"fresh")
    for sha256 in (named, orphan):
        os.utime(store.place(sha256), (1, 1))
    assert store.sweep(lambda: {named}, time.time() - YESTERDAY) == 1
    assert not store.place(orphan).exists()
    assert store.content(named) and store.content(fresh)


def test_a_file_that_is_kept_again_is_young_again() -> None:
    sha256 = store.keep(b"orphan")
    os.utime(store.place(sha256), (1, 1))
    store.keep(b"orphan")
    assert store.sweep(set, time.time() - YESTERDAY) == 0
