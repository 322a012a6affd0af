"""The Jinja2 environment: where templates are found, and what they can say.

A template's name is its path from the package's root, so that it stands beside its view:
`advice/seek/page.jinja`. The NHS.UK macros come from their own package and rely on lenient
undefined values; a page of ours must not, so a misspelt attribute of a page fails by name.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, FileSystemLoader, PackageLoader

from goldenthread.design import words

ROOT = Path(__file__).parent.parent


class StrictPage(ChainableUndefined):
    """Lenient towards the NHS.UK macros' parameters, strict towards our own pages."""

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, *rest: Any) -> None:
        if is_dataclass(obj) or hasattr(obj, "_fields"):
            raise AttributeError(f"{type(obj).__name__} has no {name!r}")
        super().__init__(hint, obj, name, *rest)


def environment(**options: Any) -> Environment:
    """The environment that Django's Jinja2 backend asks for."""
    options.pop("autoescape", None)
    options["loader"] = ChoiceLoader([FileSystemLoader(ROOT), PackageLoader("nhsuk_frontend_jinja")])
    options["undefined"] = StrictPage
    made = Environment(autoescape=True, **options)
    made.globals.update(url=url, static=static)
    made.filters.update(words.FILTERS)
    made.tests["date"] = is_date
    return made


def is_date(value: object) -> bool:
    """Whether a template was given a day rather than words about one."""
    return isinstance(value, date)


def url(route: str, *args: Any, **kwargs: Any) -> str:
    """The address of a route, for links: `url("advice:seek", case_id)`."""
    return reverse(route, args=args, kwargs=kwargs)
