"""Where somebody signs in: the browser and machine in words, and the network address that our own proxy saw."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

# In this order: each browser names those before it too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
MACHINES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)


def device(request: HttpRequest) -> str:
    """The browser and the machine, as somebody would recognise them: “Firefox on Windows”."""
    says = request.headers.get("User-Agent", "")
    browser = next((name for mark, name in BROWSERS if mark in says), "A browser")
    machine = next((name for mark, name in MACHINES if mark in says), "a machine that does not say")
    return f"{browser} on {machine}"


def address(request: HttpRequest) -> str | None:
    """Behind the proxy, the address that it put last; what stands before it a visitor may have made up."""
    told = request.META.get("REMOTE_ADDR", "")
    if settings.PRODUCTION:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return str(ip_address(told))
    except ValueError:
        return None
