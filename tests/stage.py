"""Torbay, set up once for the tests of a worker that follow each other: making it costs 385 statements."""

from __future__ import annotations

from contextlib import ExitStack
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from goldenthread.demo.stories import Story

    Scene = Callable[[Story], Any]

COMMITTED = {"transactional_db", "live_server", "django_db_reset_sequences"}
"""Whoever asks for one of these writes for others to see: nothing may stand around it."""


class Stage:
    """Torbay stands in a transaction around the tests', and a file's scene in one between.

    The scene is what the file's function `SCENE(story)` tells, for the tests that ask for `scene`. What a test does is
    undone after it, so that the next finds both as the last one found them.
    """

    def __init__(self, blocker: Any) -> None:
        self.blocker, self.around, self.between = blocker, ExitStack(), ExitStack()
        self.story: Story | None = None
        self.scene: Scene | None = None
        self.played: tuple[Story, Any] | None = None

    def set(self, scene: Scene | None = None) -> None:
        """Torbay stands for this test, and the scene where there is one."""
        if self.story is None:
            with self.blocker.unblock():
                self._begin(self.around)
                self.story = torbay()
        if self.scene is not scene:
            self._strike()
        if scene is not None and self.scene is None:
            self._play(scene)

    def told(self) -> tuple[Story, Any]:
        """The teller of stories, and what the scene told: copies, which a test may change."""
        return deepcopy(self.played or (self.story, None)) if self.story else (torbay(), None)

    def clear(self) -> None:
        """Nothing stands any more."""
        if self.story is not None:
            self._strike()
            self.story = None
            self._end(self.around)

    def _play(self, scene: Scene) -> None:
        """Told as tests are: whoever looks is a system account. One that fails leaves nothing behind."""
        from goldenthread.database.acting import as_system

        self.scene, story = scene, deepcopy(self.story)
        with self.blocker.unblock(), as_system("tester"):
            self._begin(self.between)
            try:
                self.played = story, scene(story)
            except BaseException:
                self._strike()
                raise

    def _strike(self) -> None:
        if self.scene is not None:
            self.scene = self.played = None
            self._end(self.between)

    def _begin(self, part: ExitStack) -> None:
        from django.db import transaction

        part.enter_context(transaction.atomic())

    def _end(self, part: ExitStack) -> None:
        from django.db import transaction

        with self.blocker.unblock():
            transaction.set_rollback(True)
            part.close()


def asks(item: pytest.Item | None) -> bool:
    """Whether this test plays on the stage."""
    asked = set(getattr(item, "fixturenames", ()))
    mark = item.get_closest_marker("django_db") if item else None
    return "torbay_story" in asked and not asked & COMMITTED and not (mark and mark.kwargs)


def torbay() -> Story:
    """A teller of stories in Torbay, loaded from its shipped pack, with a person for each role since 2020."""
    from goldenthread.demo.area import set_up_torbay
    from goldenthread.demo.stories import Story

    return Story(set_up_torbay(date(2020, 1, 1)))
