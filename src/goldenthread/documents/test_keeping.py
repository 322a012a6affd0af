"""Once a day: an orphan is swept, a missing file is told the same day, a damaged one within four weeks."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import Any

import pytest

from goldenthread.cases.models import Case
from goldenthread.demo.stories import Story
from goldenthread.design.words import LONDON
from goldenthread.documents import store
from goldenthread.documents.checks.tests.made import png
from goldenthread.documents.keeping import ROUND, look_after
from goldenthread.documents.queries import hashes
from goldenthread.documents.tests import filed

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=LONDON)


@pytest.fixture
def kept(story: Story, case: Case) -> list[str]:
    """Three files that are named, and an old one that is not."""
    named = [
        filed(case, story.cast.spoc, content=png(2, high), file_name="a.png").versions.get().sha256
        for high in (2, 3, 4)
    ]
    os.utime(store.place(store.keep(b"orphan")), (1, 1))
    for sha256 in named:
        os.utime(store.place(sha256), (1, 1))
    return named


def test_only_what_nothing_names_is_swept(kept: list[str]) -> None:
    assert look_after(NOW, hashes).swept == 1
    assert look_after(NOW, hashes).swept == 0
    assert all(store.content(sha256) for sha256 in kept)


def test_a_missing_file_is_told_the_same_day(kept: list[str]) -> None:
    store.place(kept[1]).unlink()
    assert look_after(NOW, hashes).lost == (kept[1],)


def test_a_damaged_file_is_told_within_four_weeks(kept: list[str]) -> None:
    store.place(kept[2]).write_bytes(b"another")
    told = [look_after(NOW + timedelta(days=day), hashes).lost for day in range(ROUND)]
    assert sorted(told)[-1] == (kept[2],)
    assert sum(map(len, told)) == 1


def test_the_worker_says_which_files_are_lost(kept: list[str], capsys: Any) -> None:
    from goldenthread.command.worker import look_after_files

    store.place(kept[0]).unlink()
    look_after_files(NOW)
    assert kept[0] in capsys.readouterr().err
