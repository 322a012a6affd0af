"""What a rehearsal found, as tables: for the page, the terminal and a file alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.deadlines.rehearse.queries import Listed, Place, Rehearsal
from goldenthread.design.words import counted, month, short_day
from goldenthread.rules.ladder import Step
from goldenthread.rules.rehearsal import Letter, Outcome, Tally, rewritten, tallied
from goldenthread.rules.words import listed

COUNTED = ("Really sent", "Ladder in force", "Changed ladder", "Added", "Gone", "Moved")
PARTS = {
    "title": "title",
    "template": "template",
    "alternative": "other template",
    "sender": "sender",
    "recipients": "recipients",
    "copies": "copies",
}
OUTCOMES = {Outcome.SAME: "Same", Outcome.ADDED: "Added", Outcome.GONE: "Gone"}
LETTERS = (
    "Child", "Reference", "Service", "Step", "From", "To", "Copies", "Template", "Ladder in force", "Changed ladder",
    "What changes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A heading for each column, and rows of words and numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def by_step(found: Rehearsal) -> Table:
    """A row for each step of either ladder, in the changed ladder's order, and what its letter is."""
    steps = {step.code: step for ladder in (found.now, found.then) for step in ladder.steps}
    order = [step.code for step in (*found.then.steps, *found.now.steps)]
    codes = [*dict.fromkeys((*order, *sorted({place.step for place in found.really})))]
    numbers = _numbers(found, lambda place: place.step)
    rows = ((_title(found, code), _letter(found, steps.get(code)), *numbers(code)) for code in codes)
    return Table("By step", ("Step", "Letter", *COUNTED), tuple(rows))


def by_service(found: Rehearsal) -> Table:
    """A row for each service that was asked."""
    numbers = _numbers(found, lambda place: place.service)
    names = sorted({place.service for place in _places(found)})
    return Table("By service", ("Service", *COUNTED), tuple((name, *numbers(name)) for name in names))


def by_month(found: Rehearsal) -> Table:
    """A row for each month in which anything would have left."""
    numbers = _numbers(found, lambda place: place.month)
    months = sorted({place.month for place in _places(found)})
    return Table("By month", ("Month", *COUNTED), tuple((month(one), *numbers(one)) for one in months))


def by_all(found: Rehearsal) -> Table:
    """A row for each step, service and month: what leaves as a file."""
    numbers = _numbers(found, lambda place: place)
    order = [step.code for step in (*found.then.steps, *found.now.steps)]
    places = sorted(_places(found), key=lambda place: (_at(order, place.step), place.service, place.month))
    rows = (
        (_title(found, place.step), place.service, f"{place.month:%Y-%m}", *numbers(place))
        for place in places
    )
    return Table("Counts", ("Step", "Service", "Month", *COUNTED), tuple(rows))


def letters(found: Rehearsal, some: Iterable[Listed]) -> Table:
    """A row for each letter: about whom, from whom to whom, and when under either ladder."""
    return Table("Letters", LETTERS, tuple(_row(found, each) for each in some))


def summary(found: Rehearsal) -> Tally:
    """All letters together."""
    return tallied(found.changes, lambda *_: None).get(None, Tally())


def differing(found: Rehearsal) -> list[str]:
    """In sentences, the steps whose letter is worded or addressed in another way."""
    codes = [step.code for step in found.then.steps]
    parts = {code: rewritten(found.now, found.then, code) for code in codes}
    return [
        f"{_title(found, code)}: another {listed([PARTS[name] for name in names])}."
        for code, names in parts.items()
        if names
    ]


def moves(days: Counter[int]) -> str:
    """How many letters leave on another day, and by how much: 3, by 2 to 6 days later."""
    if not days:
        return "0"
    ways = (("earlier", {-day: number for day, number in days.items() if day < 0}),
            ("later", {day: number for day, number in days.items() if day > 0}))  # fmt: skip
    return "; ".join(f"{sum(some.values())}, {_span(some)} {word}" for word, some in ways if some)


def _span(days: dict[int, int]) -> str:
    first, last = min(days), max(days)
    return counted(last, "day") if first == last else f"{first} to {counted(last, 'day')}"


def _places(found: Rehearsal) -> set[Place]:
    letters = ((change, letter) for change in found.changes for letter in (change.now, change.then) if letter)
    return {*found.really, *(found.place(*each) for each in letters)}


def _numbers(found: Rehearsal, key: Callable[[Place], Any]) -> Callable[[Any], tuple[str | int, ...]]:
    """What stands in a row's columns, by what the row is about."""
    tallies = tallied(found.changes, lambda change, letter: key(found.place(change, letter)))
    really: Counter[Any] = Counter()
    for place, number in found.really.items():
        really[key(place)] += number

    def numbers(about: Any) -> tuple[str | int, ...]:
        tally = tallies.get(about, Tally())
        return really[about], tally.now, tally.then, tally.added, tally.gone, moves(tally.moves)

    return numbers


def _at(order: Sequence[str], code: str) -> int:
    return order.index(code) if code in order else len(order)


def _title(found: Rehearsal, code: str) -> str:
    return found.words.get(f"step:{code}", code.replace("-", " "))


def _roles(found: Rehearsal, codes: Iterable[str]) -> str:
    return ", ".join(found.words.get(f"role:{code}", code) for code in codes)


def _letter(found: Rehearsal, step: Step | None) -> str:
    """From whom to whom, with whose copies, by which template."""
    if step is None:
        return "A step of an earlier ladder"
    template = found.words.get(f"template:{step.template}", step.template)
    copies = f", copies to {_roles(found, step.copies)}" if step.copies else ""
    return f"“{template}” from {_roles(found, [step.sender])} to {_roles(found, step.recipients)}{copies}"


def _row(found: Rehearsal, one: Listed) -> tuple[str, ...]:
    change, step = one.change, one.change.letter.step
    return (
        one.child,
        one.reference,
        one.service,
        _title(found, step.code),
        _roles(found, [step.sender]),
        _roles(found, step.recipients),
        _roles(found, step.copies),
        found.words.get(f"template:{step.template}", step.template),
        _sent(change.now),
        _sent(change.then),
        OUTCOMES.get(change.outcome) or f"Moved, {_span({abs(change.days): 1})} {_way(change.days)}",
    )


def _sent(letter: Letter | None) -> str:
    return short_day(letter.send_on) if letter else "Not sent"


def _way(days: int) -> str:
    return "later" if days > 0 else "earlier"
