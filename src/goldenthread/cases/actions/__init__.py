"""Opening a case, correcting its timeline, and who is let in or kept out of it."""

from goldenthread.cases.actions.emergencies import open_in_emergency, review_emergency
from goldenthread.cases.actions.relations import lift, restrict, share, unshare
from goldenthread.cases.actions.timeline import correct, open_
from goldenthread.cases.actions.wishes import confirm_wishes

__all__ = [
    "confirm_wishes",
    "correct",
    "lift",
    "open_",
    "open_in_emergency",
    "restrict",
    "review_emergency",
    "share",
    "unshare",
]
