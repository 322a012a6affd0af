"""OpenDocument text: no macros, no scripts, no objects of other programs, nothing fetched from elsewhere (C11)."""

from __future__ import annotations

import re
from io import BytesIO

from goldenthread.documents.checks.formats import Format
from goldenthread.documents.checks.packed import opened, unpacked
from goldenthread.documents.checks.xml import walked
from goldenthread.rules.refusals import Refused

ACTIVE_PLACES = re.compile(
    r"^(Basic|Scripts|Dialogs|Object \d+|ObjectReplacements/.*\.bin)(/|$)", re.IGNORECASE
)
ACTIVE_ELEMENTS = {
    "event-listener": "a macro",
    "script": "a script",
    "dde-connection-decl": "a link that runs a program (DDE)",
    "dde-source": "a link that runs a program (DDE)",
    "plugin": "a program",
    "applet": "a program",
    "floating-frame": "a page fetched from elsewhere",
    "object-ole": "another program’s object",
}
ENCRYPTED = "The file is protected by a password. Save a copy without one and send that."
WEB = re.compile(r"(https?:|mailto:|tel:|#)", re.IGNORECASE)
OUTSIDE = re.compile(r"([a-z][a-z0-9+.-]*:|//|\\\\|\.\./|/)", re.IGNORECASE)
MEND = "Remove it, or save the document as PDF, and send that."


def check(file: BytesIO) -> None:
    """Raise Refused where the package is no OpenDocument text, or holds what acts by itself."""
    with opened(file) as package:
        names = package.namelist()
        said = b"".join(unpacked(package, "mimetype")) if "mimetype" in names else b""
        if said != Format.ODT.media_type.encode() or "content.xml" not in names:
            raise Refused(
                "The file is called an OpenDocument text and is another kind of file. Save it as .odt or PDF."
            )
        for name in names:
            if ACTIVE_PLACES.match(name):
                raise _active("macros or another program’s object")
            if name.lower().endswith((".xml", ".rdf")):
                walked(unpacked(package, name), _look)


def _look(element: str, values: dict[str, str]) -> None:
    if element == "encryption-data":
        raise Refused(ENCRYPTED)
    if element in ACTIVE_ELEMENTS:
        raise _active(ACTIVE_ELEMENTS[element])
    target = values.get("href", "").strip()
    if not target or element == "template":
        return
    if not (WEB.match(target) if element == "a" else not OUTSIDE.match(target) or target[0] == "#"):
        raise _active(
            "something that is fetched from elsewhere (a picture, a section, a link to another file)"
        )


def _active(what: str) -> Refused:
    return Refused(f"The file holds {what}, which may act by itself when somebody opens it. {MEND}")
