"""What a page, an action, an export or a command may ask for."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a role may allow. `NONE` asks for nothing but a person signed in, or not even that."""

    NONE = "none"
    READ_CASES = "read_cases"
    RECEIVE = "receive"
    WORK = "work"
    ANSWER = "answer"
    DECIDE = "decide"
    CORRECT = "correct"
    FILE = "file"
    PLAN = "plan"
    ASK = "ask"
    IMPORT = "import"
    EXPORT = "export"
    WRITE_LETTERS = "write_letters"
    REPORT = "report"
    SHARE = "share"
    RESTRICT = "restrict"
    LIFT = "lift"
    EMERGENCY = "emergency"
    REVIEW_EMERGENCY = "review_emergency"
    READ_LIBRARY = "read_library"
    KEEP_LIBRARY = "keep_library"
    READ_AUDIT = "read_audit"
    MANAGE_MEMBERS = "manage_members"
    SET_UP = "set_up"
    OPERATE = "operate"

    @property
    def words(self) -> str:
        """What it allows, as the end of "may …"."""
        return WORDS[self]


WORDS: dict[Permission, str] = {
    Permission.NONE: "sign in",
    Permission.READ_CASES: "read cases",
    Permission.RECEIVE: "receive requests, register and mend children",
    Permission.WORK: "check, acknowledge to the council, seek, chase, withdraw advice, start a ladder",
    Permission.ANSWER: "acknowledge and record advice, claim an exemption, say why it is late or that a child is not "
    "known, refer in full and answer a referral",
    Permission.DECIDE: "decide how the advice on a child who is not known is given",
    Permission.PLAN: "decide that a plan waits for health advice, and end that",
    Permission.ASK: "ask about a case, and answer what they are asked",
    Permission.CORRECT: "correct an entry, withdraw a request",
    Permission.FILE: "put a document on a case, and a new version of one",
    Permission.IMPORT: "take a tracker in",
    Permission.EXPORT: "take a list or the tracker out",
    Permission.WRITE_LETTERS: "complete and sign the letters that come from their part",
    Permission.REPORT: "see the month's report and what was not returned",
    Permission.SHARE: "let a person or a school into a case, and end it",
    Permission.RESTRICT: "keep somebody out of a case, or keep a case to named people",
    Permission.LIFT: "lift a restriction, by a reference of its own",
    Permission.EMERGENCY: "open a case in an emergency",
    Permission.REVIEW_EMERGENCY: "review what was opened in an emergency, and get a withdrawn file to investigate",
    Permission.READ_LIBRARY: "read the area's shared documents",
    Permission.KEEP_LIBRARY: "put documents into the area's shared ones, and new versions",
    Permission.READ_AUDIT: "read who did and who looked, by reference",
    Permission.MANAGE_MEMBERS: "invite people, give and end roles",
    Permission.SET_UP: "set an area up",
    Permission.OPERATE: "watch the system's health and keep its backups",
}

OF_CASES = frozenset(
    {
        Permission.READ_CASES,
        Permission.RECEIVE,
        Permission.WORK,
        Permission.ANSWER,
        Permission.DECIDE,
        Permission.CORRECT,
        Permission.FILE,
        Permission.PLAN,
        Permission.ASK,
        Permission.IMPORT,
        Permission.EXPORT,
        Permission.WRITE_LETTERS,
        Permission.SHARE,
        Permission.RESTRICT,
    }
)
"""What concerns cases and children: no role without case content holds any of these."""
