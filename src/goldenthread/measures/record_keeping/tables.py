"""The report's tables, built once from the count: the page and its files show the same ones."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.measures.kept import Keeping, System, Tally
from goldenthread.measures.report import Report
from goldenthread.measures.tables import ALL, DASH, Cell, Headline, Line, Share, Table, whole

LOOKED = (
    "Requests",
    "Look-ups",
    "For each request",
    "By the team",
    "Minutes each",
    "Days, ours",
    "Days, team’s",
)
MEANINGS = (
    (
        "Record systems",
        "The systems of the area's pack in force, electronic or on paper, that services keep.",
    ),
    (
        "Open to us",
        "Electronic, with access for the single point of contact that has not ended on the day of counting.",
    ),
    ("Requests", "Council requests for which at least one record of the row was looked into in the period."),
    (
        "Look-ups",
        "Records looked into in the period, each time anew. What an imported tracker states is none: nobody looked.",
    ),
    ("For each request", "Look-ups divided by requests."),
    ("By the team", "Look-ups in records on paper, or shut to the single point of contact: the team looked."),
    ("Minutes each", "The mean of the look-ups for which somebody entered how long they took."),
    ("Days, ours", "The median of working days from the receipt of the request to our own look-up."),
    ("Days, team’s", "The median of working days from the day on which the team was asked to its answer."),
)


def report(keeping: Keeping) -> Report:
    """The report as its files say it."""
    period = keeping.period
    return Report(
        title=title(keeping),
        area_name=keeping.area_name,
        front_door=keeping.front_door,
        period=period.name,
        span="" if period.name == period.span else period.span,
        counted_at=keeping.counted_at,
        standing=standing(keeping),
        headlines=headlines(keeping),
        tables=tables(keeping),
        meanings=MEANINGS,
    )


def title(keeping: Keeping) -> str:
    """What the report is called."""
    return f"Record keeping, {keeping.period.name}"


def standing(keeping: Keeping) -> str:
    """Whether the period is told to its end."""
    return (
        "" if keeping.is_over else f"{keeping.period.name} is not over. It is counted as far as it has gone."
    )


def headlines(keeping: Keeping) -> tuple[Headline[Cell], ...]:
    """The figures that a planner reads first; a mean of nothing is left out."""
    paper = sum(not system.is_electronic for system in keeping.systems)
    several = sum(service.electronic + service.paper > 1 for service in keeping.services)
    total = keeping.total
    found = (
        Headline(Cell(len(keeping.systems)), "record systems"),
        Headline(Cell(paper), "of them on paper", Share(paper, len(keeping.systems))),
        Headline(Cell(several), "services with several", Share(several, len(keeping.services))),
        Headline(Cell(total.look_ups), "look-ups"),
        Headline(Cell(whole(total.per_request)), "look-ups for each request looked up"),
        Headline(Cell(whole(total.per_look_up)), "minutes for each look-up"),
    )
    return tuple(each for each in found if each.cell.value != DASH)


def tables(keeping: Keeping) -> tuple[Table[Cell], ...]:
    """Every table, in reading order."""
    return (by_service(keeping), by_system(keeping))


def by_service(keeping: Keeping) -> Table[Cell]:
    """How many systems each service keeps, and what was looked up there."""
    lines = [
        Line(
            each.label,
            (Cell(each.electronic), Cell(each.paper), Cell(each.opened), *_looked(each.tally)),
        )
        for each in keeping.services
    ]
    electronic, opened = _count(keeping, electronic=True), sum(each.is_open for each in keeping.systems)
    counts = (Cell(electronic), Cell(_count(keeping, electronic=False)), Cell(opened))
    return Table(
        "services",
        "By service",
        "By service",
        ("Service", "Electronic", "On paper", "Open to us", *LOOKED),
        (*lines, Line(ALL, (*counts, *_looked(keeping.total)), is_total=True)),
        note="A record system that several services keep is counted for each, and once for all.",
    )


def by_system(keeping: Keeping) -> Table[Cell]:
    """What was looked up in each record system."""
    return Table(
        "systems",
        "By record system",
        "By record system",
        ("Record system", "Kind", "Open to us", "Services", *LOOKED),
        tuple(_system(each) for each in keeping.systems),
        note="Look-ups from before each record had a line of its own are counted by service alone.",
        empty="The area's pack names no record system.",
    )


def rows(keeping: Keeping) -> Iterator[tuple[object, ...]]:
    """Each record system of each service on a line of its own, for a spreadsheet."""
    yield ("Service", "Record system", "Kind", "Open to us", *LOOKED)
    for service, system, counted in keeping.pairs:
        named = (service.label, system.name, _kind(system), "Yes" if system.is_open else "No")
        yield (*named, *(cell.value for cell in _looked(counted)))


def _system(system: System) -> Line[Cell]:
    words = (Cell(_kind(system)), Cell("Yes" if system.is_open else "No"), Cell(len(system.services)))
    return Line(system.name, (*words, *_looked(system.tally)))


def _kind(system: System) -> str:
    return "Electronic" if system.is_electronic else "On paper"


def _looked(counted: Tally) -> tuple[Cell, ...]:
    figures = (counted.per_look_up, counted.own_days, counted.team_days)
    return (
        Cell(counted.requests),
        Cell(counted.look_ups),
        Cell(whole(counted.per_request)),
        Cell(counted.by_team),
        *(Cell(whole(figure)) for figure in figures),
    )


def _count(keeping: Keeping, *, electronic: bool) -> int:
    return sum(system.is_electronic is electronic for system in keeping.systems)
