"""The reviewed matrix: what each role is to be answered on each route, written out by hand and not from the rules."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MATRIX = Path(__file__).with_name("matrix.csv")
READING, CHANGING = ("GET", "HEAD", "OPTIONS"), ("PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: on these routes, of these relations, these roles are answered so. "*" is all of them."""

    routes: frozenset[str]
    relations: frozenset[str]
    roles: frozenset[str]
    read: str
    send: str

    def fits(self, route: str, relation: str, role: str) -> bool:
        told = ((self.routes, route), (self.relations, relation), (self.roles, role))
        return all("*" in row or word in row for row, word in told)

    def says(self, method: str) -> str:
        if method in CHANGING:
            return "method"
        return self.read if method in READING else self.send


def rows() -> list[Row]:
    """The lines of the matrix, in which the first that fits a cell counts."""
    lines = MATRIX.read_text(encoding="utf-8").splitlines()
    groups = dict(_groups(lines))
    told = csv.reader(line for line in lines[1:] if not line.startswith("#"))
    return [
        Row(
            frozenset(routes.split()),
            frozenset(relations.split()),
            frozenset(role for name in roles.split() for role in groups.get(name, [name])),
            read,
            send,
        )
        for routes, relations, roles, read, send in told
    ]


def _groups(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    for line in lines:
        name, is_group, roles = line.removeprefix("#").partition(" = ")
        if line.startswith("#") and is_group:
            yield name.strip(), roles.split()


def answered(status: int, location: str, method: str) -> str:
    """An answer in the matrix's words."""
    if location.partition("?")[0] == "/sign-in/":
        return "sign-in"
    refusals = {403: "refused", 404: "absent", 405: "method", 410: "gone"}
    if status in refusals:
        return refusals[status]
    if method == "POST":
        return "taken" if status in (200, 302, 303, 400, 409, 422, 503) else str(status)
    return {200: "shown", 302: "elsewhere", 303: "elsewhere"}.get(status, str(status))
