"""A column compared with what another statement finds, read first as one array."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, QuerySet


def any_of(column: str, found: QuerySet[Any, Any]) -> Func:
    """Whether the column is one of the few values found: an index may answer it, also beside another by `or`.

    With `exists` instead, PostgreSQL looks at what stands beside the `or` row by row: of every area, not of one.
    """
    words: dict[str, Any] = {"template": "%(expressions)s)", "arg_joiner": " = any("}
    return Func(F(column), ArraySubquery(found), output_field=BooleanField(), **words)
