"""The checkpoints outside the database: each signed by a key that is trusted, each telling the one before."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from goldenthread.audit.checkpoints import RESTORED, Checkpoint, checkpoint, lines
from goldenthread.audit.keys import is_signed


class Broken(Exception):
    """Something is not as it was sealed; the sentence names the first such thing."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def chained(folder: Path, keys: Mapping[str, Ed25519PublicKey]) -> list[Checkpoint]:
    """Every checkpoint of the folder in order. Raises Broken at the first that cannot be believed."""
    chain: list[Checkpoint] = []
    for place, line in enumerate(lines(folder), start=1):
        chain.append(_next(chain, place, line, keys))
    return chain


def _next(chain: list[Checkpoint], place: int, line: str, keys: Mapping[str, Ed25519PublicKey]) -> Checkpoint:
    name = f"Checkpoint {place} in the folder"
    try:
        told = checkpoint(line)
        is_whole = told.frontier.root.hex() == told.root
        signature = b64decode(told.signature)
    except (ValueError, TypeError, AttributeError) as problem:
        raise Broken(f"{name} cannot be read.") from problem
    if told.number != place:
        raise Broken(f"{name} is missing: checkpoint {told.number} stands in its place.")
    if told.key not in keys:
        raise Broken(f"{name} is signed by a key that is not trusted ({told.key}).")
    if not is_signed(told.signed, signature, keys[told.key]) or not is_whole:
        raise Broken(f"{name} was changed after it was signed.")
    _check_order(chain, told, name)
    return told


def _check_order(chain: list[Checkpoint], told: Checkpoint, name: str) -> None:
    before = chain[-1] if chain else None
    if told.previous != (before.hash if before else ""):
        raise Broken(f"{name} does not tell the checkpoint before it: one was taken out or changed.")
    if told.after != (before.number if before else 0) and told.kind != RESTORED:
        raise Broken(f"{name} does not grow out of the checkpoint before it.")
    grown_from = chain[told.after - 1].size if 0 < told.after <= len(chain) else 0
    if told.size != grown_from + len(told.marked()):
        raise Broken(f"{name} does not say how far the audit had grown.")
