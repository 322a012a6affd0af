"""Counting the month, and the requests behind each of its figures."""

from goldenthread.measures.queries.behind import RequestRow, count, figure, listed
from goldenthread.measures.queries.clocks import Wanted
from goldenthread.measures.queries.month import COUNTED, sitrep
from goldenthread.measures.queries.reporting import first_month, reporting_account, titles

__all__ = [
    "COUNTED",
    "RequestRow",
    "Wanted",
    "count",
    "figure",
    "first_month",
    "listed",
    "reporting_account",
    "sitrep",
    "titles",
]
