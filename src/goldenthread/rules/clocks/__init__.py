"""The clocks that a case runs, and how each of their dates is worked out."""

from goldenthread.rules.clocks.derivation import Derivation, derivation
from goldenthread.rules.clocks.readings import Alternative
from goldenthread.rules.clocks.running import Claim, Clock, clocks, due_on

__all__ = ["Alternative", "Claim", "Clock", "Derivation", "clocks", "derivation", "due_on"]
