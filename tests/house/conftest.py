"""The house's tests stand in Torbay too."""

from goldenthread.conftest import (
    acting_tester,
    at_once,
    cast,
    on_stage,
    quick_passwords,
    scene,
    story,
    torbay_stage,
    torbay_story,
)

__all__ = [
    "acting_tester",
    "at_once",
    "cast",
    "on_stage",
    "quick_passwords",
    "scene",
    "story",
    "torbay_stage",
    "torbay_story",
]
