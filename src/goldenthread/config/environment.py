"""Settings from the environment: a bad or missing one stops the start with a sentence that says what to do."""

from __future__ import annotations

import os
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The setting as text; one without a default must be there."""
    value = os.environ.get(name, default)
    if value is None or (value == "" and default is None):
        raise ImproperlyConfigured(
            f"{name} is not set. Set it in the environment; docs/guide/settings.md says how."
        )
    return value


LEAST_KEY, LEAST_TOKEN = 50, 24


def key(name: str, default: str | None) -> str:
    """A key that nobody can guess: long and varied, or the start is refused."""
    value = text(name, default)
    if default is None and (len(value) < LEAST_KEY or len(set(value)) < 10):
        raise ImproperlyConfigured(
            f"{name} is too easy to guess. Make one of {LEAST_KEY} letters or more: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return value


def flag(name: str) -> bool:
    """1 or 0; anything else is refused."""
    value = os.environ.get(name, "0")
    if value not in ("0", "1", ""):
        raise ImproperlyConfigured(f"{name} is {value!r}. Write 1 for yes or 0 for no.")
    return value == "1"


def level(name: str, default: str) -> str:
    """How much is told of what happens: each request (info), or only what goes wrong (warning)."""
    value = text(name, default) or default
    if value not in ("info", "warning"):
        raise ImproperlyConfigured(f"{name} is {value!r}. Write info or warning.")
    return value.upper()


def token(name: str) -> str:
    """A secret that a machine shows; none where nothing is set, and none that can be guessed."""
    value = text(name, "")
    if value and len(value) < LEAST_TOKEN:
        raise ImproperlyConfigured(f"{name} is too easy to guess. Make one of {LEAST_TOKEN} letters or more.")
    return value


def contact(name: str) -> str:
    """Whom to tell of a weakness: an address that a browser or a mail program opens."""
    value = text(name, "")
    if value and (not value.startswith(("mailto:", "https://", "tel:")) or value.split() != [value]):
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Write mailto: and an address, or the https:// address of a page."
        )
    return value


def site(name: str, *, is_production: bool) -> str:
    """The address under which people reach the pages; letters lead there."""
    value = text(name, None if is_production else "http://localhost:8000").rstrip("/")
    if not value.startswith("https://" if is_production else ("https://", "http://")):
        raise ImproperlyConfigured(f"{name} is {value!r}. Write an address that begins https://.")
    return value


def smtp(name: str) -> str:
    """The mail server that letters leave through; empty where none is set, and nothing leaves."""
    value = text(name, "")
    parts = urlsplit(value)
    if value and (parts.scheme not in ("smtp", "smtps") or not parts.hostname):
        raise ImproperlyConfigured(
            f"{name} is not the address of a mail server. Write it like smtps://user:password@mail.example, or "
            "smtp://mail.example:587?starttls=1."
        )
    return value


def mailbox(name: str, default: str) -> str:
    """One address of mail."""
    value = text(name, default) or default
    local, at, domain = value.partition("@")
    if not (local and at and "." in domain) or value.split() != [value]:
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Write one address, such as letters@council.example."
        )
    return value


def imap(prefix: str, *, is_production: bool) -> dict[str, Any]:
    """The mailbox whose mail comes in, its parts all given or none; without TLS only on a machine of one's own."""
    host = text(f"{prefix}_HOST", "")
    if not host:
        return {}
    is_tls = text(f"{prefix}_TLS", "1") != "0"
    if is_production and not is_tls:
        raise ImproperlyConfigured(
            f"{prefix}_TLS is 0. In production a mailbox is read over TLS alone: unset it."
        )
    given = {name: text(f"{prefix}_{name.upper()}") for name in ("user", "password", "area")}
    return {
        **given,
        "host": host,
        "port": whole(f"{prefix}_PORT", 993 if is_tls else 143, at_most=65_535),
        "folder": text(f"{prefix}_FOLDER", "INBOX"),
        "done": text(f"{prefix}_DONE", "Goldenthread"),
        "is_tls": is_tls,
    }


def whole(name: str, default: int, *, at_most: int) -> int:
    """A whole number from 1 on; anything else is refused."""
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or not 1 <= int(value) <= at_most:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write a whole number from 1 to {at_most}.")
    return int(value)


Trust = tuple[str, str, frozenset[str]]


def organisation(prefix: str) -> tuple[str, Trust, dict[str, Any]]:
    """An organisation's sign-in by OpenID Connect: its name, what is believed of it, and what django-allauth is told.

    Without an issuer there is none.
    """
    issuer, strong = text(f"{prefix}_ISSUER", ""), text(f"{prefix}_STRONG", "") or "amr=mfa"
    claim, _, values = strong.partition("=")
    trust = (text(f"{prefix}_VERIFIED", "") or "email_verified", claim.strip(), frozenset(_split(values)))
    if not trust[2]:
        raise ImproperlyConfigured(
            f"{prefix}_STRONG is {strong!r}. Write the claim and its values, such as amr=mfa,hwk."
        )
    if not issuer:
        return "", trust, {}
    if not issuer.startswith("https://"):
        raise ImproperlyConfigured(f"{prefix}_ISSUER is {issuer!r}. Write an address that begins https://.")
    asks = text(f"{prefix}_ACR", "")
    told = {
        "server_url": issuer,
        "oauth_pkce_enabled": True,
        "scope": ["openid", "email"],
        "auth_params": {"acr_values": asks} if asks else {},
    }
    app = {
        "provider_id": "organisation",
        "name": text(f"{prefix}_NAME", "") or "your organisation",
        "client_id": text(f"{prefix}_CLIENT_ID"),
        "secret": text(f"{prefix}_CLIENT_SECRET"),
        "settings": told,
    }
    return str(app["name"]), trust, {"openid_connect": {"APPS": [app]}}


def _split(values: str) -> list[str]:
    return [value.strip() for value in values.split(",") if value.strip()]


def words(name: str, default: str | None = "") -> list[str]:
    """A list with commas between; one without a default must be there."""
    return _split(text(name, default))


def kept_day(name: str, *, is_production: bool) -> None:
    """A demonstration's own day is a day, and stands in no production: there every clock would stand still."""
    value = os.environ.get(name)
    if value and is_production:
        raise ImproperlyConfigured(f"{name} is for demonstrations and would stop every clock. Unset it.")
    try:
        date.fromisoformat(value or "2026-11-02")
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Write a day such as 2026-11-02, or unset it."
        ) from error


def database(application: str, owner: str | None) -> dict[str, Any]:
    """Django's DATABASES entry from the application's address and, where given, the owner's."""
    entry = _database("DATABASE_URL", application)
    if owner:
        login = _database("DATABASE_OWNER_URL", owner)
        entry["OWNER"] = {"USER": login["USER"], "PASSWORD": login["PASSWORD"]}
    return entry


def _database(name: str, address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} is not the address of a PostgreSQL database. "
            "Write it like postgresql://gt_app:PASSWORD@host:5432/goldenthread."
        )
    options = dict(parse_qsl(parts.query))
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} has a port that is not a number. Write a number after the colon."
        ) from error
    return {
        "ENGINE": "goldenthread.database.engine",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
