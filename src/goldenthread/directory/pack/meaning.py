"""What an area pack must mean once its tables have the right shape: known codes, dates in order.

Everything is asked of the file as it was read, so that one wrong key does not hide the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from goldenthread.directory.pack.labels import folded
from goldenthread.directory.pack.tables import Row, rows, words
from goldenthread.directory.pack.values import Found, Path
from goldenthread.directory.pack.wording import wording_problems
from goldenthread.rules.channels import CONTACT_KEYS, ROLE_KEYS
from goldenthread.rules.ladder import SERVICE, SPOC
from goldenthread.rules.words import listed

UNIQUE = {
    "organisation": "code",
    "place": "code",
    "service": "code",
    "record_system": "code",
    "role": "code",
    "reminder": "code",
    "letter": "code",
    "template": "code",
    "cause": "code",
    "school": "urn",
}
"""Lists, and the key by which a row of each is known: no two rows share it."""

REFERENCES = (
    ("organisation", "successor", "organisation", None),
    ("place", "council", "organisation", "council"),
    ("place", "spoc", "organisation", "spoc"),
    ("service", "provider", "organisation", None),
    ("service", "record_systems", "record_system", None),
    ("service", "head", "role", None),
    ("record_system", "owner", "organisation", None),
    ("record_system.access", "role", "role", None),
    ("role", "organisation", "organisation", None),
    ("school", "council", "organisation", "council"),
    ("ladder.step", "from", "role", None),
    ("ladder.step", "to", "role", None),
    ("ladder.step", "copies", "role", None),
    ("ladder.step", "template", "template", None),
    ("ladder.step", "alternative", "template", None),
    ("reminder", "to", "role", None),
    ("reminder", "copies", "role", None),
    ("reminder", "template", "template", None),
    ("letter", "from", "role", None),
    ("letter", "to", "role", None),
    ("letter", "copies", "role", None),
    ("letter", "template", "template", None),
)
"""Which key names a row of which list, and the kind that row must be of."""

IN_ORDER = (
    ("organisation", "valid_from", "valid_to"),
    ("service", "live_from", "valid_to"),
    ("record_system.access", "granted", "expires"),
)


def meaning_problems(data: Row) -> Found:
    """Everything that the tables contradict in each other."""
    yield from _doubles(data)
    yield from _same_words(data)
    yield from _unknown(data)
    yield from _out_of_order(data)
    yield from _successors(data)
    yield from _parts(data)
    yield from _roles(data)
    yield from _contact_points(data)
    yield from _channels(data)
    yield from _heads(data)
    yield from _mailboxes(data)
    yield from wording_problems(data)


def _called(data: Row, name: str) -> dict[str, Row]:
    return {str(row[UNIQUE[name]]): row for _, row in rows(data, name) if UNIQUE[name] in row}


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _doubles(data: Row) -> Found:
    for name, key in UNIQUE.items():
        seen: set[str] = set()
        for path, row in rows(data, name):
            code = str(row.get(key, ""))
            if code and code in seen:
                yield (
                    (*path, key),
                    f"Two rows of [[{name}]] have the {key} “{code}”. Give each one of its own.",
                )
            seen.add(code)


def _same_words(data: Row) -> Found:
    """A tracker's label must lead to one service alone."""
    owners: dict[str, str] = {}
    for path, row in rows(data, "service"):
        code = str(row.get("code", path))
        for key in ("code", "label", "name", "aliases"):
            for inner, word in words(row, key):
                owner = owners.setdefault(folded(word), code)
                if owner != code:
                    yield (
                        (*path, *inner),
                        f"“{word}” already leads to the service “{owner}”. Choose another word.",
                    )


def _unknown(data: Row) -> Found:
    for name, key, target, kind in REFERENCES:
        known = _called(data, target)
        for path, row in rows(data, name):
            for inner, code in words(row, key):
                if code not in known:
                    yield (
                        (*path, *inner),
                        f"There is no {_spoken(target)} “{code}”. Add [[{target}]] or correct the code.",
                    )
                elif kind and known[code].get("kind") != kind:
                    yield (*path, *inner), f"“{code}” is not of the kind “{kind}”, as {key} must be."


def _out_of_order(data: Row) -> Found:
    for name, start, end in IN_ORDER:
        for path, row in rows(data, name):
            first, last = row.get(start), row.get(end)
            if (
                isinstance(first, date)
                and isinstance(last, date)
                and type(first) is type(last)
                and last < first
            ):
                yield (*path, end), f"“{end}” is before “{start}”. Correct one of the two dates."


def _successors(data: Row) -> Found:
    for path, row in rows(data, "organisation"):
        if "successor" in row and "valid_to" not in row:
            yield (
                (*path, "successor"),
                "An organisation with a successor has an end: add “valid_to”, its last day.",
            )
        if "successor" in row and row.get("successor") == row.get("code"):
            yield (*path, "successor"), "An organisation cannot follow itself."


def _parts(data: Row) -> Found:
    taken = {part for _, row in rows(data, "organisation") for _, part in words(row, "parts")}
    for part, missing in (("council", "council"), ("spoc", "single point of contact")):
        if part not in taken:
            yield (
                ("organisation",),
                f'No organisation is this area\'s {missing}. Give one of them parts = ["{part}"].',
            )


def _roles(data: Row) -> Found:
    """The two whose turn it can be in every area have a role (`rules.liveness`)."""
    for code in (SERVICE, SPOC):
        if code not in _called(data, "role"):
            yield ("role",), f"There is no role “{code}”. Every area has one: add [[role]] with this code."


def _contact_points(data: Row) -> Found:
    """A service does not go live without a contact point that somebody reads (S0-03)."""
    for path, row in rows(data, "service"):
        contact = row.get("contact")
        if not isinstance(contact, Mapping):
            lacks = "it has no “contact”"
        else:
            missing = [f"“{key}”" for key in ("monitored_by", "checked_on") if key not in contact]
            lacks = f"its contact lacks {', '.join(missing)}" if missing else ""
        if "live_from" in row and lacks:
            sentence = f"A service goes live only with a monitored contact point: {lacks}."
            yield (*path, "live_from"), sentence


def _channels(data: Row) -> Found:
    """A contact is written to by one channel: with none nothing would arrive, with two nobody knew where."""
    for path, row in rows(data, "service"):
        contact = row.get("contact")
        if isinstance(contact, Mapping):
            given = [key for key in CONTACT_KEYS if key in contact]
            yield from _one_channel((*path, "contact"), list(CONTACT_KEYS), given, is_needed=True)
    for path, row in rows(data, "role"):
        given = [key for key in ROLE_KEYS if key in row]
        yield from _one_channel(path, list(ROLE_KEYS), given, is_needed=False)


def _one_channel(path: Path, offered: list[str], given: list[str], *, is_needed: bool) -> Found:
    if is_needed and not given:
        yield path, f"Nobody can be written to here. Add one of {listed([f'“{key}”' for key in offered])}."
    if len(given) > 1:
        yield (
            (*path, given[1]),
            f"{listed([f'“{key}”' for key in given])} stand here together: a letter goes to one of them. Keep one.",
        )


def _heads(data: Row) -> Found:
    """Where escalation ends with the head of the service, each service says who that is."""
    heads = {code for code, role in _called(data, "role").items() if role.get("per_service") == "head"}
    if heads.isdisjoint(code for _, code in _written_to(data)):
        return
    for path, row in rows(data, "service"):
        if "live_from" in row and "head" not in row:
            yield (
                path,
                "The ladder goes up to the head of the service: name the role that answers for it as “head”.",
            )


def _mailboxes(data: Row) -> Found:
    roles = _called(data, "role")
    for path, code in _written_to(data):
        role = roles.get(code)
        if role is not None and "per_service" not in role and not any(key in role for key in ROLE_KEYS):
            yield (
                path,
                f"The role “{code}” has no mailbox, MESH mailbox or postal address: nothing to or from it "
                "would arrive.",
            )


def _written_to(data: Row) -> Iterator[tuple[Path, str]]:
    for name in ("ladder.step", "reminder", "letter"):
        for path, row in rows(data, name):
            for key in ("from", "to", "copies"):
                yield from (((*path, *inner), code) for inner, code in words(row, key))
