"""Reading a tracker: a workbook or a CSV becomes rows, and nothing in it is guessed, lost or run."""

from goldenthread.tracker.reading.confined import read
from goldenthread.tracker.reading.outcome import Disagreement, Question, Reading, Rejected, Row
from goldenthread.tracker.reading.parsing import parse
from goldenthread.tracker.reading.values import reference_key

__all__ = ["Disagreement", "Question", "Reading", "Rejected", "Row", "parse", "read", "reference_key"]
