"""The settings of GOV.UK Notify and of NHS MESH: what is given is given whole, or the start is refused."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from goldenthread.config.environment import text

NOTIFY = "https://api.notifications.service.gov.uk"
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
OWN_MACHINE = ("127.0.0.1", "localhost", "::1")


def notify(prefix: str, *, smtp: str) -> dict[str, Any]:
    """GOV.UK Notify: its key, and a template for mail, for letters, or for both. Mail has one way out."""
    key = text(f"{prefix}_KEY", "")
    if not key:
        return {}
    if not re.fullmatch(rf".*{UUID}-{UUID}", key):
        raise ImproperlyConfigured(
            f"{prefix}_KEY is not a key of GOV.UK Notify. Copy the whole key, with its name and both of its parts."
        )
    templates = {name: _id(f"{prefix}_{name.upper()}_TEMPLATE") for name in ("mail", "letter")}
    if not any(templates.values()):
        raise ImproperlyConfigured(
            f"{prefix}_KEY is set without a template. Set {prefix}_MAIL_TEMPLATE, {prefix}_LETTER_TEMPLATE or both."
        )
    if templates["mail"] and smtp:
        raise ImproperlyConfigured(
            f"GOLDENTHREAD_SMTP and {prefix}_MAIL_TEMPLATE are both set, and mail leaves by one of them. Unset one."
        )
    url = _address(f"{prefix}_URL", NOTIFY)
    return {"key": key, "url": url, "reply_to": _id(f"{prefix}_REPLY_TO"), **templates}


def mesh(prefix: str) -> dict[str, Any]:
    """Our own mailbox of MESH, its parts all given or none; the certificate wherever TLS is spoken."""
    if not text(f"{prefix}_URL", ""):
        return {}
    url = _address(f"{prefix}_URL", "")
    needed = ["mailbox", "password", "shared_key", "workflow"]
    if url.startswith("https://"):
        needed += ["certificate", "key"]
    return {"url": url, "certificate": "", "key": "", **{n: text(f"{prefix}_{n.upper()}") for n in needed}}


def _id(name: str) -> str:
    value = text(name, "")
    if value and not re.fullmatch(UUID, value):
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Copy the id from GOV.UK Notify: letters and digits in five groups."
        )
    return value


def _address(name: str, default: str) -> str:
    """Secrets are sent there: over TLS, but for a machine of one's own."""
    value = (text(name, default) or default).rstrip("/")
    parts = urlsplit(value)
    is_own = parts.scheme == "http" and parts.hostname in OWN_MACHINE
    if not (parts.scheme == "https" and parts.hostname) and not is_own:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write an address that begins https://.")
    return value
