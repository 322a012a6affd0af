"""What each reader may find of each child: a table by hand, apart from every query, and the search in an answer."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from html import unescape
from typing import Any

LONG = os.environ.get("GOLDENTHREAD_LONG") == "1"
EVERYTHING = {"reference", "child", "birth", "identifiers", "household", "requests", "advice", "remarks"}
PROFESSIONAL = EVERYTHING - {"household", "remarks"}
SHOWN = {"reference", "child", "birth", "requests", "advice"}
WRITING = EVERYTHING | {"draft"}
"""Whoever may hand advice in reads its draft; nobody else does. What is sealed, who was let in to safeguard."""
AREA = dict.fromkeys(("spoc-administrator", "spoc-manager"), WRITING) | {"designated-officer": EVERYTHING}
COUNCIL = {
    "send-officer": EVERYTHING,
    "send-support": EVERYTHING,
    "send-manager": EVERYTHING,
    "assistant-director": PROFESSIONAL,
}
SERVICE = {"health-practitioner": WRITING, "team-manager": WRITING}
PROVIDER = {"head-of-service": EVERYTHING}
NAMED = {
    "educational-psychologist": PROFESSIONAL | {"household"},
    "social-worker": EVERYTHING | {"sealed"},
    "parent": SHOWN,
    "young-person": SHOWN,
    "advocate": SHOWN,
}
PANEL = dict.fromkeys(("panel-member", "panel-chair", "commissioner", "senco"), SHOWN)
MAY_FIND: dict[str, dict[str, set[str]]] = {
    "own": AREA | COUNCIL | SERVICE | PROVIDER | NAMED | PANEL,
    "service": AREA | COUNCIL | SERVICE | PROVIDER,
    "organisation": AREA | COUNCIL | PROVIDER,
    "area": AREA,
    "other": {},
    "restricted": {"spoc-administrator": WRITING} | NAMED,
}
POSTED = {"spoc-administrator", "spoc-manager"}
"""They read the area's mail; what it brings is of no case until one of them files it."""
TRACED = {"privacy-officer", "auditor"}
"""They read by reference who looked, and no particulars; a restriction hides no trace from them."""


def may_find(relation: str, role: str, section: str) -> bool:
    """Whether this role, of this relation, may come upon this part of the child's record."""
    if section == "reference" and role in TRACED:
        return relation != "other"
    if section == "emergency":
        return role == "privacy-officer" and relation != "other"
    if section == "mail":
        return role in POSTED and relation != "other"
    return section in MAY_FIND[relation].get(role, set())


def text(answer: Any) -> str:
    """All that an answer says: headers, cookies, and its body with a file unpacked; the second time without spaces."""
    head = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    body = unescape(unpacked(answer.content).decode("utf-8", errors="replace"))
    said = f"{head} {answer.cookies.output()} {body}"
    return f"{said} {''.join(said.split())}"


def unpacked(content: bytes) -> bytes:
    """What a reader finds in a file: of a workbook all its parts, of a PDF its title and its pages."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return b" ".join(book.read(name) for name in book.namelist())
    if content.startswith(b"%PDF"):
        words = ["pdftotext", "-raw", "-htmlmeta", "-", "-"]
        return subprocess.run(words, input=content, capture_output=True, check=True).stdout
    return content


def found(said: str, canaries: dict[str, set[str]]) -> set[str]:
    """The sections of which something is said."""
    return {section for section, words in canaries.items() if any(word in said for word in words)}
