"""The audit's tables, built once from the count: the page, the workbook and the document show the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from goldenthread.measures.audited import Audit
from goldenthread.measures.report import Report
from goldenthread.measures.returns import AGES, ANSWERS, Part, Tally
from goldenthread.measures.tables import ALL, DASH, Headline, Line, Share, Table, whole
from goldenthread.measures.tables import Cell as Number
from goldenthread.rules.words import listed

FATES = (
    Part.FELL_DUE,
    Part.IN_TIME,
    Part.LATE,
    Part.WITHDRAWN,
    Part.NOT_RETURNED,
    Part.EARLIER,
    Part.STANDING,
)


@dataclass(frozen=True, slots=True)
class Cell(Number):
    """One number, or the words in its place, and which figure it is: the way to the requests behind it."""

    part: Part | None = None
    service: str = ""
    code: str = ""


def report(audit: Audit) -> Report:
    """The audit as its files say it."""
    return Report(
        title=title(audit),
        area_name=audit.area_name,
        front_door=audit.front_door,
        intro=intro(audit),
        period=audit.period.name,
        span="" if audit.period.name == audit.period.span else audit.period.span,
        counted_at=audit.counted_at,
        standing=standing(audit),
        headlines=headlines(audit),
        tables=tables(audit),
        meanings=tuple((part.label, part.meaning) for part in Part),
    )


def title(audit: Audit) -> str:
    """What the audit is called."""
    return f"Advice not returned, {audit.period.name}"


def intro(audit: Audit) -> str:
    """Who reads it, as the area calls them."""
    return f"For the {listed(audit.readers)}." if audit.readers else ""


def standing(audit: Audit) -> str:
    """Whether the period is told to its end."""
    return "" if audit.is_over else f"{audit.period.name} is not over. It is counted as far as it has gone."


def headlines(audit: Audit) -> tuple[Headline[Cell], ...]:
    """The figures that a board reads first."""
    total = audit.total

    def of(part: Part, label: str, share: bool = False) -> Headline[Cell]:
        among = Share(total.of(part), total.of(Part.FELL_DUE)) if share else None
        return Headline(Cell(total.of(part), part), label, among)

    return (
        of(Part.FELL_DUE, "requests for advice fell due"),
        of(Part.IN_TIME, "came in time", share=True),
        of(Part.NOT_RETURNED, "not returned by the end", share=True),
        of(Part.STANDING, "not returned in all"),
        of(Part.BROKEN, "of them, a promise was not kept"),
        of(Part.REFUSED, "of them, not to be given"),
    )


def tables(audit: Audit) -> tuple[Table[Cell], ...]:
    """Every table, in reading order."""
    return (by_service(audit), by_answer(audit), by_reason(audit), by_length(audit), by_given(audit))


def by_service(audit: Audit) -> Table[Cell]:
    """What fell due and what came of it, for every active service (S0-31)."""
    heads = [part.label for part in FATES]
    heads.insert(2, "Share in time")

    def cells(code: str, tally: Tally) -> tuple[Cell, ...]:
        found = [Cell(tally.of(part), part, code) for part in FATES]
        found.insert(2, Cell(Share(tally.of(Part.IN_TIME), tally.of(Part.FELL_DUE))))
        return tuple(found)

    return Table(
        "services",
        "What fell due, and what came of it",
        "By service",
        ("Service", *heads),
        _by_service(audit, cells, len(heads)),
        note="As it stood at the end of the period. All not returned are those of the period and those from before.",
    )


def by_answer(audit: Audit) -> Table[Cell]:
    """What health had last answered about what is not returned (S1-50, S1-51)."""

    def cells(code: str, tally: Tally) -> tuple[Cell, ...]:
        return tuple(Cell(tally.of(part), part, code) for part in (*ANSWERS, Part.STANDING))

    heads = (*(part.label for part in ANSWERS), Part.STANDING.label)
    return Table(
        "answers",
        "What health answered about what is not returned",
        "Answers",
        ("Service", *heads),
        _by_service(audit, cells, len(heads)),
        note="Outcome A: the advice comes by a date. Outcome B: it will not be given; it is outstanding all the same.",
    )


def by_length(audit: Audit) -> Table[Cell]:
    """How long what is not returned has waited since it fell due."""

    def cells(code: str, tally: Tally) -> tuple[Cell, ...]:
        counts = (Cell(tally.of(part), part, code) for part in AGES)
        return (*counts, Cell(whole(tally.median_days)), Cell(whole(tally.longest_days)))

    heads = (*(part.label for part in AGES), "Median days", "Longest, days")
    return Table(
        "length",
        "How long what is not returned has waited",
        "How long",
        ("Service", *heads),
        _by_service(audit, cells, len(heads)),
        note="Calendar days from the day on which it fell due to the end of the period.",
    )


def by_reason(audit: Audit) -> Table[Cell]:
    """Why it is not returned: each request under the last reason that was given."""
    return _across(
        audit,
        "reasons",
        "Why it is not returned",
        [each for each in audit.reasons.items() if each[0] in audit.total.reasons],
        lambda tally: tally.reasons,
        Part.REASON,
        note="Of all not returned, each under the last reason that was given for it.",
        empty="Everything that fell due has been returned or taken back.",
    )


def by_given(audit: Audit) -> Table[Cell]:
    """Both outcomes that health gave in the period, with their reasons (S1-52)."""
    return _across(
        audit,
        "given",
        "Outcomes that health gave in the period",
        list(audit.given.items()),
        lambda tally: tally.given,
        Part.GIVEN,
        note="A: the advice comes by a date, and why it is late. B: it will not be given, and why.",
        empty="No head of a service gave an outcome in the period.",
    )


def _by_service(
    audit: Audit, cells: Callable[[str, Tally], tuple[Cell, ...]], width: int
) -> tuple[Line[Cell], ...]:
    """A line for each active service and one for all. A zero is a zero; no data says so (S0-31)."""
    lines = (
        Line(each.label, cells(each.code, each.tally))
        if each.has_data
        else Line(f"{each.label}: no data yet", (Cell(DASH),) * width)
        for each in audit.services
    )
    return (*lines, Line(ALL, cells("", audit.total), is_total=True))


def _across(
    audit: Audit,
    code: str,
    title: str,
    rows: Iterable[tuple[str, str]],
    counts: Callable[[Tally], Mapping[str, int]],
    part: Part,
    *,
    note: str,
    empty: str,
) -> Table[Cell]:
    """The services that have something to tell across the top, and a line for each code."""
    told = [("", ALL, audit.total)]
    told = [*((each.code, each.label, each.tally) for each in audit.services if counts(each.tally)), *told]
    lines = tuple(
        Line(words, tuple(Cell(counts(tally).get(key, 0), part, service, key) for service, _, tally in told))
        for key, words in rows
    )
    behind = part if part is Part.REASON else None
    total = Line(
        "All",
        tuple(Cell(sum(counts(tally).values()), behind, service) for service, _, tally in told),
        is_total=True,
    )
    return Table(
        code,
        title,
        "Reasons" if part is Part.REASON else "Outcomes given",
        ("Reason" if part is Part.REASON else "Outcome and reason", *(label for _, label, _ in told)),
        (*lines, total) if lines else (),
        note=note,
        empty=empty,
    )
