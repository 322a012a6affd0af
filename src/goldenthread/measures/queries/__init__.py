"""Counting the month, and the requests behind each of its figures."""

from goldenthread.measures.queries.behind import RequestRow, count, figure, listed
from goldenthread.measures.queries.clocks import Wanted
from goldenthread.measures.queries.kept import keeping
from goldenthread.measures.queries.month import COUNTED, sitrep
from goldenthread.measures.queries.reporting import (
    first_month,
    imports,
    opens_cases,
    reporting_account,
    titles,
)
from goldenthread.measures.queries.returns import (
    Returned,
    audit,
    reasons,
    returned,
    returned_list,
    returned_seen,
)

__all__ = [
    "COUNTED",
    "RequestRow",
    "Returned",
    "Wanted",
    "audit",
    "count",
    "figure",
    "first_month",
    "imports",
    "keeping",
    "listed",
    "opens_cases",
    "reasons",
    "reporting_account",
    "returned",
    "returned_list",
    "returned_seen",
    "sitrep",
    "titles",
]
