"""What a provider says about whoever signed in there, and what of it counts here. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from goldenthread.rules.refusals import Refused

UNCLEAR = "Your organisation's sign-in did not say who you are. Try again, or sign in with your password."
UNVERIFIED = "Your organisation's sign-in does not vouch for your email address, so it opens no account here."


@dataclass(frozen=True, slots=True)
class Trust:
    """What an area believes: the claim that an address is verified, and the claim values that prove a second factor."""

    verified: str
    strong_claim: str
    strong_values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who has arrived: a name for them that never changes and tells nothing, their address, and how strongly."""

    subject: str
    email: str
    is_strong: bool


def arrival(told: Mapping[str, Any], trust: Trust, *, nonce: str) -> Arrival:
    """Read the signed token first, and of the other answer only what belongs to the same person.

    Refused where there is no token, it does not repeat what was asked of it, or the two name different people.
    """
    token, more = told.get("id_token") or {}, told.get("userinfo") or {}
    if not token.get("sub") or (more and more.get("sub") != token["sub"]):
        raise Refused(UNCLEAR)
    if not nonce or token.get("nonce") != nonce:
        raise Refused(UNCLEAR)
    said = {**more, **token}
    vouched = said.get(trust.verified) in (True, "true", "1", 1)
    return Arrival(
        subject=sha256(f"{token.get('iss')}\n{token['sub']}".encode()).hexdigest(),
        email=str(said.get("email") or "").strip().lower() if vouched else "",
        is_strong=is_strong(token, trust),
    )


def is_strong(token: Mapping[str, Any], trust: Trust) -> bool:
    """Whether the signed token itself proves a second factor; a list of methods needs one of them."""
    held = token.get(trust.strong_claim)
    methods = held if isinstance(held, list) else [held]
    return any(str(each) in trust.strong_values for each in methods if each is not None)
