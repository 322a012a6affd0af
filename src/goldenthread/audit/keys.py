"""The key that signs the audit's checkpoints (Ed25519), kept in a file that the database never sees.

Its public half stands beside it. Whoever verifies trusts the public keys of that folder, retired ones among them,
or of a copy of it that lies elsewhere.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from goldenthread.rules.refusals import Refused

PUBLIC = ".pub"


@dataclass(frozen=True, slots=True)
class Key:
    """A private key, and the name under which its public half is known."""

    private: Ed25519PrivateKey

    @property
    def name(self) -> str:
        return named(self.private.public_key())

    def sign(self, text: bytes) -> bytes:
        """The signature of a text."""
        return self.private.sign(text)


def named(public: Ed25519PublicKey) -> str:
    """A public key's name: the beginning of its hash."""
    return sha256(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def key(path: Path, *, may_make: bool) -> Key:
    """The key in this file. A new one is made only where nothing was ever signed."""
    if not path.exists():
        if not may_make:
            raise Refused(
                f"The audit's key is not at {path}, and checkpoints were signed before. Put it back, or set "
                "GOLDENTHREAD_AUDIT_KEY to where it is. A lost key is replaced with: goldenthread audit seal --new-key."
            )
        return make(path)
    found = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(found, Ed25519PrivateKey):
        raise Refused(
            f"{path} holds another kind of key than Ed25519. Set GOLDENTHREAD_AUDIT_KEY to the right one."
        )
    return Key(found)


def make(path: Path) -> Key:
    """A new key in this file, readable by its owner alone, and its public half beside it under its name."""
    made = Key(Ed25519PrivateKey.generate())
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    private = made.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = made.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    _write(path, private)
    _write(path.with_name(made.name + PUBLIC), public)
    return made


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def trusted(folder: Path) -> dict[str, Ed25519PublicKey]:
    """The public keys of a folder, by name."""
    found = (load_pem_public_key(path.read_bytes()) for path in sorted(folder.glob(f"*{PUBLIC}")))
    return {named(each): each for each in found if isinstance(each, Ed25519PublicKey)}


def is_signed(text: bytes, signature: bytes, public: Ed25519PublicKey) -> bool:
    """Whether the signature is this key's of this text."""
    try:
        public.verify(signature, text)
    except InvalidSignature:
        return False
    return True
