"""What a worklist says, row by row."""

from __future__ import annotations

from goldenthread.design.tests.reading import Screen


def rows(screen: Screen) -> list[list[str]]:
    """Each row's cells as text, without the headings that only a telephone shows."""
    found: list[list[str]] = []
    for element in screen.elements:
        if element.tag == "tr" and element["role"] == "row":
            found.append([])
        elif found and element["role"] in ("cell", "rowheader"):
            heading = _heading(screen, element)
            found[-1].append(element.text.removeprefix(heading).strip())
    return [row for row in found if row]


def _heading(screen: Screen, cell: object) -> str:
    at = screen.elements.index(cell)  # type: ignore[arg-type]
    return next(each.text for each in screen.elements[at:] if "nhsuk-table__heading" in each.classes)


def column(screen: Screen, name: str) -> list[str]:
    """One column of the list."""
    heads = [element.text for element in screen.all("th", role="columnheader")]
    return [row[heads.index(name)] for row in rows(screen)]


def tabs(screen: Screen) -> dict[str, str]:
    """The lists of the day with their counts."""
    links = [element for element in screen.all("a") if "due=" in str(element["href"]) and element.words]
    return {" ".join(link.words[1:]).strip(): link.words[0] for link in links if link.words[0][0].isdigit()}
