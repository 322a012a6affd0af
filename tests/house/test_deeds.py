"""One verb, four places; only actions write; whoever reads about a child is named."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from django.apps import apps
from django.db.models import DateTimeField, Model
from django.urls import URLPattern, URLResolver, get_resolver

from goldenthread.audit.action import DEEDS
from goldenthread.cases.models import Case
from goldenthread.people.models import Child
from goldenthread.rules.access import Given
from goldenthread.rules.facts import Kind

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "goldenthread"

# Functions of an actions module that are no deed of a person's, each with the reason.
NO_DEED = {
    "once.claim": "the deed of the form that was sent leaves the row",
    "once.keep": "the deed of the form that was sent leaves the row",
    "once.release": "undoes a claim for which nothing was done",
    "once.forget": "drops what time has made useless",
    "inbox.begin": "counts a try before it is made; what comes of it leaves the row",
    "audit.record": "the row that every deed leaves",
    "audit.record_each": "the rows of a deed that wrote many at once",
    "audit.look": "the rows that every look at a child leaves",
    "audit.refuse": "the row that a refusal leaves",
    "accounts.ensure_system_account": "made by a migration or a command, before anybody could do it",
    "accounts.see": "keeps the time of a session, at no wish of anybody's",
    "accounts.spend_code": "the sign-in or the failure that comes of it leaves the row",
}

# Apps whose tables hold no child; their queries are asked by whoever checks what the viewer may see.
WITHOUT_CHILDREN = {"accounts", "audit", "directory"}

# What a query gives that is nobody's child: a count, a day, a yes, an account, words for codes.
NOBODY = {
    "int",
    "bool",
    "date | None",
    "User",
    "User | None",
    "tuple[Area, User]",
    "dict[str, str]",
    "Iterator[str]",
}

# Modules beside actions that write: the spine's own, which actions call; one makes a folder on the mail server.
WRITERS = {"cases/append.py", "accounts/models.py", "inbox/mailbox.py", "post/paper/docx.py"}
"""The timeline's one door, the account's manager; and what writes no row: a mailbox's marks, a Word document."""

WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}

# Verbs of a deed that writes over what somebody else may have written meanwhile. Facts are only ever added.
EDITING = {"amend", "change", "edit", "rename", "rewrite", "move"}

# What a view does not name: it would decide who may, where the next page decides otherwise.
DECIDES = {"scope", "may", "holds", "ensure", "Role"}

STAGES = {"intake", "triage", "advice", "deadlines", "plans", "reviews", "people", "cases"}


def modules(name: str) -> Iterator[ModuleType]:
    """The modules of this name, or the packages that show others' functions under it."""
    for path in sorted([*PACKAGE.rglob(f"{name}.py"), *PACKAGE.rglob(f"{name}/__init__.py")]):
        dotted = path.with_suffix("").relative_to(PACKAGE).parts
        yield importlib.import_module(".".join(("goldenthread", *dotted)).removesuffix(".__init__"))


def functions(name: str) -> dict[str, Callable[..., object]]:
    """The public functions of these modules, as `app.function`, with the slice between where there is one."""
    return {
        ".".join([*module.__name__.split(".")[1:-1], called.rstrip("_")]): function
        for module in modules(name)
        for called, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__.startswith(module.__name__)
        and not called.startswith("_")
    }


def models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("goldenthread")]


def routes(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for route in (resolver or get_resolver()).url_patterns:
        if isinstance(route, URLResolver):
            yield from routes(route)
        else:
            yield route


def test_every_function_that_may_be_called_to_write_is_a_declared_action() -> None:
    assert {name for name in functions("actions") if name not in DEEDS} == set(NO_DEED)


def test_an_action_leaves_facts_that_are_known() -> None:
    assert {leaf for deed in DEEDS.values() for leaf in deed.leaves} <= set(Kind)


def test_every_kind_of_fact_is_left_by_some_action() -> None:
    functions("actions")
    assert set(Kind) - {leaf for deed in DEEDS.values() for leaf in deed.leaves} == set()


def test_only_actions_write() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        if not is_a_writer(path)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    }
    assert found == set()


def is_a_writer(path: Path) -> bool:
    name = str(path.relative_to(PACKAGE))
    exempt = {"actions", "migrations", "tests", "command"} & set(path.relative_to(PACKAGE).parts)
    return bool(exempt) or path.stem in ("actions", "tests", "conftest") or "test_" in name or name in WRITERS


def test_a_query_about_children_is_told_who_reads_or_says_why_not() -> None:
    found = {
        name
        for name, function in functions("queries").items()
        if name.split(".")[0] not in WITHOUT_CHILDREN
        and "viewer" not in inspect.signature(function).parameters
        and "no viewer" not in (function.__doc__ or "")
        and inspect.signature(function).return_annotation not in NOBODY
    }
    assert found == set()


def test_every_route_declares_what_it_needs() -> None:
    assert [str(route.pattern) for route in routes() if not hasattr(route.callback, "declares")] == []


def test_what_is_done_within_another_deed_is_called_by_deeds_alone() -> None:
    within = {name for name, deed in DEEDS.items() if Given.WITHIN in deed.needs}
    assert within
    assert {
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in PACKAGE.rglob("*.py")
        if not is_a_writer(path) or ("command" in path.parts and not path.stem.startswith("test_"))
        for name in within & set(imported_deeds(path))
    } == set()


def imported_deeds(path: Path) -> Iterator[str]:
    """The actions that a module takes from another app's, by name or as `actions.name`."""
    tree = ast.parse(path.read_text())
    called = {
        node.attr: node.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("goldenthread."):
            app = node.module.split(".")[1]
            for each in node.names:
                known_as = each.asname or each.name
                if ".actions" in node.module:
                    yield f"{app}.{each.name.rstrip('_')}"
                if each.name == "actions":
                    yield from (f"{app}.{attr.rstrip('_')}" for attr, of in called.items() if of == known_as)


def test_no_view_and_no_template_decides_who_may() -> None:
    """What a page needs stands above it; what it shows beyond that is asked of a query, by what it is for."""
    views = {
        str(path.relative_to(PACKAGE)): ast.parse(path.read_text()) for path in PACKAGE.rglob("views.py")
    }
    named = {
        f"{path}: {name}"
        for path, tree in views.items()
        for node in ast.walk(tree)
        if (name := getattr(node, "attr", getattr(node, "id", ""))) in DECIDES
    }
    asked = {
        f"{path.relative_to(PACKAGE)}: {found}"
        for path in PACKAGE.rglob("*.jinja")
        for found in re.findall(r"\b(?:scope|may|holds|ensure)\(|\bRole\.", path.read_text())
    }
    assert len(views) > 100
    assert named | asked == set()


def test_a_stage_s_folder_its_route_and_its_action_have_one_name() -> None:
    differ = []
    for route in routes():
        _, app, *slices = route.callback.__module__.split(".")
        if app in STAGES and len(slices) == 2:
            named = (slices[0], route.name, f"{app}.{slices[0]}")
            if named[0] != named[1] or named[2] not in DEEDS:
                differ.append(named)
    assert differ == []


def test_a_table_about_a_child_says_which_area_may_see_it() -> None:
    without = [
        model.__name__
        for model in models()
        if {field.related_model for field in model._meta.fields} & {Case, Child}
        and "area" not in {field.name for field in model._meta.fields}
    ]
    assert without == []


def test_a_moment_that_a_person_recorded_says_who() -> None:
    alone = []
    for model in models():
        names = {field.name for field in model._meta.fields}
        moments = [field.name for field in model._meta.fields if isinstance(field, DateTimeField)]
        alone += [
            f"{model.__name__}.{name}"
            for name in moments
            if name.endswith("_at") and not says_who(name, names)
        ]
    assert alone == []


def says_who(name: str, names: set[str]) -> bool:
    return bool({name.removesuffix("_at") + "_by", "by"} & names)


def test_a_deed_that_edits_in_place_is_told_which_version_was_edited() -> None:
    editing = {name: deed for name, deed in DEEDS.items() if name.split(".")[1] in EDITING}
    assert editing
    assert [
        name for name, deed in editing.items() if "version" not in inspect.signature(deed.function).parameters
    ] == []
