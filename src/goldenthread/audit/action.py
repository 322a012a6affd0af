"""What every action is: keyword-only, by someone who may, on a day, in one transaction, leaving declared facts."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from goldenthread.database.acting import acting_as
from goldenthread.rules.access import OF_CASES, Given, Need, Permission

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Deed:
    """A registered action: its name `app.action`, what it needs, the kinds of fact it may leave, and the function."""

    name: str
    needs: tuple[Need, ...]
    leaves: tuple[str, ...]
    function: Callable[..., object]


DEEDS: dict[str, Deed] = {}


def action(
    *, needs: Need | tuple[Need, ...], leaves: Iterable[str] = ()
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare a write. It runs in one transaction, with the database told who acts.

    `needs` is what whoever does it must hold; of several, one. What concerns no case is asked here; where a permission
    holds for one case and not for another, the deed asks about its own.
    `leaves` names the kinds of fact it leaves, one for each request that it touches; none where there is no case.
    Raises TypeError at import where the function is not keyword-only or lacks `by` or `on`.
    """

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__.split('.')[1]}.{function.__name__.rstrip('_')}"
        _check_shape(name, function)
        needed = needs if isinstance(needs, tuple) else (needs,)

        @wraps(function)
        def act(*args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic(), acting_as(kwargs["by"]):
                _refuse_others(kwargs["by"], needed)
                return function(*args, **kwargs)

        DEEDS[name] = Deed(name, needed, tuple(leaves), act)
        return act

    return declare


Holds = Callable[[Any, Permission], bool]
_holds: list[Holds] = []


def learn(holds: Holds) -> None:
    """Whether somebody holds a permission is known above this app: it says here how to ask."""
    _holds[:] = [holds]


def _refuse_others(by: Any, needs: tuple[Need, ...]) -> None:
    if needs == (Given.SYSTEM,) and not by.is_system:
        raise PermissionDenied("Only the system itself does this.")
    wanted = [each for each in needs if isinstance(each, Permission) and each not in OF_CASES]
    if len(wanted) == len(needs) and not any(_holds[0](by, each) for each in wanted):
        raise PermissionDenied(
            f"Your role does not allow you to {wanted[0].words}. Ask the area administrator for the role that does."
        )


def _check_shape(name: str, function: Callable[..., object]) -> None:
    parameters = inspect.signature(function).parameters
    if any(each.kind is not inspect.Parameter.KEYWORD_ONLY for each in parameters.values()):
        raise TypeError(f"The action {name} must take keywords only.")
    if missing := {"by", "on"} - set(parameters):
        raise TypeError(f"The action {name} must say {' and '.join(sorted(missing))}.")
