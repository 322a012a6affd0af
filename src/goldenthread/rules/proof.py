"""How somebody has proved who they are. Nobody sees the record on one factor alone."""

from __future__ import annotations

from enum import StrEnum


class Proof(StrEnum):
    """What was proved at sign-in. Each is two factors, or as strong."""

    CODE = "code"
    RECOVERY = "recovery"
    PASSKEY = "passkey"
    ELSEWHERE = "elsewhere"

    @property
    def label(self) -> str:
        """As the list of somebody's sessions says it."""
        return LABELS[self]


LABELS: dict[Proof, str] = {
    Proof.CODE: "Password and code",
    Proof.RECOVERY: "Password and recovery code",
    Proof.PASSKEY: "Passkey",
    Proof.ELSEWHERE: "Your organisation's sign-in",
}
