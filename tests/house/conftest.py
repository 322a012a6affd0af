"""The house's tests stand in Torbay too."""

from goldenthread.conftest import (
    acting_tester,
    at_once,
    cast,
    scene,
    story,
    torbay_story,
)

__all__ = [
    "acting_tester",
    "at_once",
    "cast",
    "scene",
    "story",
    "torbay_story",
]
