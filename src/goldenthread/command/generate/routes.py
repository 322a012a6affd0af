"""docs/generated/routes.md: every page and what it needs, from the addresses."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from goldenthread.command.generate.markdown import table
from goldenthread.rules.access import Permission
from goldenthread.rules.access.permissions import WORDS

INTRO = """
# Every page and what it needs

A page declares the permission without which it is refused; one that declares none is never shown. What a person then
sees is what they may see: a case of another area reads as if it were not there.
"""


def page() -> str:
    """One row for each page."""
    rows = [[f"`{name}`", f"`/{address}`", _need(route)] for name, address, route in _routes()]
    return "\n\n".join([INTRO.strip(), table(["Page", "Address", "Needs that one may"], rows)])


def _need(route: URLPattern) -> str:
    permission: Permission = route.callback.declares  # type: ignore[attr-defined]
    if permission is Permission.NONE:
        return "nothing" if hasattr(route.callback, "is_open") else "sign in"
    return WORDS[permission]


def _routes(
    resolver: URLResolver | None = None, app: str = "", before: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    for route in (resolver or get_resolver()).url_patterns:
        address = before + str(route.pattern)
        if isinstance(route, URLResolver):
            yield from _routes(route, route.app_name or app, address)
        else:
            yield f"{app}:{route.name}" if app else str(route.name), address, route
