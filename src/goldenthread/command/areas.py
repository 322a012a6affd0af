"""Where the area packs lie, for commands that read one without a database."""

from __future__ import annotations

from pathlib import Path

from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import listed

PACKAGE = Path(__file__).resolve().parents[1]


def areas_folder() -> Path:
    """The checkout's `areas`; where the package is installed, the copy that came with it."""
    shipped = PACKAGE / "areas"
    return shipped if shipped.is_dir() else PACKAGE.parents[1] / "areas"


def area_file(code: str) -> Path:
    """The pack of an area, by its code. Refused: a code that no pack has, naming those that there are."""
    known = {path.stem: path for path in sorted(areas_folder().glob("*.toml"))}
    if code in known:
        return known[code]
    raise Refused(
        f"There is no area called “{code}”. Known are: {listed(list(known), none='none')}.", field="area"
    )
