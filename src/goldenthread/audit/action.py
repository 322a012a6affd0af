"""What every action is: keyword-only, by someone, on a day, in one transaction, leaving declared facts."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from goldenthread.database.acting import acting_as

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Deed:
    """A registered action: its name `app.action`, the kinds of fact it may leave, and the function."""

    name: str
    leaves: tuple[str, ...]
    function: Callable[..., object]


DEEDS: dict[str, Deed] = {}


def action(*, leaves: Iterable[str] = ()) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare a write. It runs in one transaction, with the database told who acts.

    `leaves` names the kinds of fact it leaves, one for each request that it touches; none where there is no case.
    Raises TypeError at import where the function is not keyword-only or lacks `by` or `on`.
    """

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__.split('.')[1]}.{function.__name__.rstrip('_')}"
        _check_shape(name, function)

        @wraps(function)
        def act(*args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic(), acting_as(kwargs["by"]):
                return function(*args, **kwargs)

        DEEDS[name] = Deed(name, tuple(leaves), act)
        return act

    return declare


def _check_shape(name: str, function: Callable[..., object]) -> None:
    parameters = inspect.signature(function).parameters
    if any(each.kind is not inspect.Parameter.KEYWORD_ONLY for each in parameters.values()):
        raise TypeError(f"The action {name} must take keywords only.")
    if missing := {"by", "on"} - set(parameters):
        raise TypeError(f"The action {name} must say {' and '.join(sorted(missing))}.")
