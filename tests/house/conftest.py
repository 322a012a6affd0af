"""The house's tests stand in Torbay too."""

from goldenthread.conftest import cast, quick_passwords, story

__all__ = ["cast", "quick_passwords", "story"]
