"""The report's tables, built once from the count: the page, the workbook and the document show the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from goldenthread.design.words import day
from goldenthread.measures.figures import BANDS, NO_STEP, Counts, Figure, Sitrep
from goldenthread.measures.month import Month
from goldenthread.measures.report import Bars, Report
from goldenthread.measures.tables import ALL, DASH, Headline, Line, Share, Table, whole
from goldenthread.measures.tables import Cell as Number


@dataclass(frozen=True, slots=True)
class Cell(Number):
    """One number, or the words in its place, and which figure it is: the way to the requests behind it."""

    figure: Figure | None = None
    service: str = ""
    step: str = ""
    cause: str = ""
    month: Month | None = None


def standing(sitrep: Sitrep) -> str:
    """Whether the month is told to its end."""
    return "" if sitrep.is_over else f"{sitrep.month.name} is not over. It is counted as far as it has gone."


def report(sitrep: Sitrep) -> Report:
    """The month as its files say it."""
    return Report(
        title=f"Sitrep of {sitrep.month.name}",
        area_name=sitrep.area_name,
        front_door=sitrep.front_door,
        period=sitrep.month.name,
        span=f"{day(sitrep.month.first)} to {day(sitrep.month.last)}",
        counted_at=sitrep.counted_at,
        standing=standing(sitrep),
        headlines=headlines(sitrep),
        tables=tables(sitrep),
        meanings=tuple((figure.label, figure.meaning) for figure in Figure),
        bars=Bars(
            months(sitrep),
            tuple((each.requests, each.known) for each in sitrep.requests_by_month),
            "Requests received and known",
            "Each bar is as long as the requests received are many. Its dark part stands for the known.",
        ),
    )


def headlines(sitrep: Sitrep) -> tuple[Headline[Cell], ...]:
    """The figures that a board reads first."""
    total = sitrep.total
    return (
        Headline(Cell(sitrep.requests_received, Figure.RECEIVED), "requests received"),
        Headline(
            Cell(sitrep.known, Figure.KNOWN),
            "known to a service",
            Share(sitrep.known, sitrep.requests_received),
        ),
        Headline(Cell(total.returned, Figure.RETURNED), "pieces of advice returned"),
        Headline(
            Cell(total.returned_in_time, Figure.RETURNED_IN_TIME),
            "returned within six weeks",
            Share(total.returned_in_time, total.returned),
        ),
        Headline(Cell(total.outstanding, Figure.OUTSTANDING), "outstanding at the month’s end"),
        Headline(Cell(total.outstanding_late, Figure.OUTSTANDING_LATE), "outstanding and late"),
    )


def tables(sitrep: Sitrep) -> tuple[Table[Cell], ...]:
    """Every table of the report but the months', in reading order."""
    return (by_service(sitrep), by_lateness(sitrep), by_step(sitrep), by_cause(sitrep), apart(sitrep))


def by_service(sitrep: Sitrep) -> Table[Cell]:
    """Asked, acknowledged, returned, in time and outstanding, for every active service (S0-31)."""
    figures = (
        Figure.ASKED, Figure.ACKNOWLEDGED, Figure.RETURNED, Figure.RETURNED_IN_TIME, Figure.RETURNED_LATE,
        Figure.OUTSTANDING, Figure.OUTSTANDING_LATE,
    )  # fmt: skip
    heads = [figure.label for figure in figures]
    heads.insert(4, "Share in time")

    def cells(code: str, counts: Counts) -> tuple[Cell, ...]:
        found = [Cell(counts.of(figure), figure, code) for figure in figures]
        found.insert(4, Cell(Share(counts.returned_in_time, counts.returned)))
        return tuple(found)

    return Table(
        "services",
        "By service",
        "By service",
        ("Service", *heads),
        _by_service(sitrep, cells, len(heads)),
        note="Asked and acknowledged are of the requests received in the month; returned is whatever came back in it.",
    )


def by_lateness(sitrep: Sitrep) -> Table[Cell]:
    """Of what was returned late, how late."""

    def cells(code: str, counts: Counts) -> tuple[Cell, ...]:
        median = counts.median_days_late
        return (
            *(Cell(counts.of(band), band, code) for band in BANDS),
            Cell(whole(median)),
        )

    heads = (*(band.label for band in BANDS), "Median days late")
    return Table(
        "lateness",
        "How late the advice was that came back late",
        "How late",
        ("Service", *heads),
        _by_service(sitrep, cells, len(heads)),
        note="Calendar days after the six weeks, of the advice returned in the month.",
    )


def apart(sitrep: Sitrep) -> Table[Cell]:
    """Exemptions claimed and requests taken back in the month."""
    figures = (Figure.EXCUSED, Figure.WITHDRAWN)
    return Table(
        "apart",
        "Exemptions and withdrawals",
        "Exemptions",
        ("Service", *(figure.label for figure in figures)),
        _by_service(
            sitrep, lambda code, counts: tuple(Cell(counts.of(each), each, code) for each in figures), 2
        ),
        note="An exemption excuses lateness. It moves no date, and the advice is still counted as late.",
    )


def by_step(sitrep: Sitrep) -> Table[Cell]:
    """The outstanding at the month's end, by the last step of the ladder that was taken."""
    columns, lines = _across(
        sitrep,
        [(NO_STEP, "No step yet"), *sitrep.steps],
        _outstanding,
        lambda count, service, code: Cell(count, Figure.STEP, service, step=code),
    )
    total = tuple(
        Cell(counts.outstanding, Figure.OUTSTANDING, code) for code, counts in _with(sitrep, _outstanding)
    )
    return Table(
        "steps",
        "Outstanding by the last step of the ladder",
        "Outstanding by step",
        ("Last step taken", *columns),
        (*lines, Line("All outstanding", total, is_total=True)) if sitrep.total.outstanding else (),
        note="At the end of the month.",
        empty="Nothing was outstanding at the end of the month.",
    )


def by_cause(sitrep: Sitrep) -> Table[Cell]:
    """Why advice was late, as explained in the month (S3-A06)."""
    columns, lines = _across(
        sitrep,
        [(code, title) for code, title in sitrep.causes if code in sitrep.total.reasons],
        lambda counts: counts.reasons,
        lambda count, service, code: Cell(count, Figure.CAUSE, service, cause=code),
    )
    return Table(
        "reasons",
        "Reasons given for lateness",
        "Reasons",
        ("Reason", *columns),
        lines,
        note="Given in the month. Advice that was explained under two reasons stands under both.",
        empty="No reason for lateness was given in the month.",
    )


def months(sitrep: Sitrep) -> Table[Cell]:
    """Requests received and known over twelve months (S1-39)."""
    lines = tuple(
        Line(
            each.month.name,
            (
                Cell(each.requests, Figure.RECEIVED, month=each.month),
                Cell(each.known, Figure.KNOWN, month=each.month),
                Cell(Share(each.known, each.requests)),
            ),
        )
        for each in sitrep.requests_by_month
    )
    return Table(
        "months",
        f"Requests in the twelve months to {sitrep.month.name}",
        "By month",
        ("Month", "Requests received", "Known", "Share known"),
        (*lines, _year(sitrep)),
    )


def _year(sitrep: Sitrep) -> Line[Cell]:
    requests = sum(each.requests for each in sitrep.requests_by_month)
    known = sum(each.known for each in sitrep.requests_by_month)
    return Line("Twelve months", (Cell(requests), Cell(known), Cell(Share(known, requests))), is_total=True)


def _by_service(
    sitrep: Sitrep, cells: Callable[[str, Counts], tuple[Cell, ...]], width: int
) -> tuple[Line[Cell], ...]:
    """A line for each active service and one for all. A zero is a zero; no data says so (S0-31)."""
    lines = (
        Line(each.label, cells(each.code, each.counts))
        if each.has_data
        else Line(f"{each.label}: no data yet", (Cell(DASH),) * width)
        for each in sitrep.services
    )
    return (*lines, Line(ALL, cells("", sitrep.total), is_total=True))


def _across(
    sitrep: Sitrep,
    rows: Iterable[tuple[str, str]],
    tally: Callable[[Counts], Mapping[str, int]],
    cell: Callable[[int, str, str], Cell],
) -> tuple[list[str], tuple[Line[Cell], ...]]:
    """The services that have something to tell across the top, and a line for each code."""
    told = _with(sitrep, tally)
    labels = {each.code: each.label for each in sitrep.services}
    lines = (
        Line(title, tuple(cell(tally(counts).get(code, 0), service, code) for service, counts in told))
        for code, title in rows
    )
    return [labels.get(code, ALL) for code, _ in told], tuple(lines)


def _with(sitrep: Sitrep, tally: Callable[[Counts], Mapping[str, int]]) -> list[tuple[str, Counts]]:
    """The counts of each service whose tally holds anything, by code, then those of all."""
    return [*((each.code, each.counts) for each in sitrep.services if tally(each.counts)), ("", sitrep.total)]


def _outstanding(counts: Counts) -> Mapping[str, int]:
    return counts.outstanding_by_step
