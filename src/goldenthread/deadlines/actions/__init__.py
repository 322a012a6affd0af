"""The tick, the ladder started by hand, and what is done about health's own answer."""

from goldenthread.deadlines.actions.answers import answer_escalation, change_promise, insist
from goldenthread.deadlines.actions.ticking import Ticked, rehearse, start, tick

__all__ = ["Ticked", "answer_escalation", "change_promise", "insist", "rehearse", "start", "tick"]
