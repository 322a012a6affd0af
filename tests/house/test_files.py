"""A file holds one idea, a function one thought; where a file must be long it says why."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("src", "tests", "bootstrap", "benchmarks")
KINDS = (".py", ".jinja", ".css", ".js", ".sql", ".toml")
NOT_OURS = ("migrations", "vendor", "__pycache__")

FILE, FUNCTION = 300, 40  # lines

# Words that name no idea: what stands in such a file belongs to whoever uses it.
NAMELESS = {"utils", "helpers", "common", "core", "managers", "misc"}


def sources() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in KINDS and not set(NOT_OURS) & set(path.parts) and "static" not in path.parts:
                yield path


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def excused() -> dict[str, str]:
    return tomllib.loads((ROOT / "tests" / "house" / "long_files.toml").read_text())


def test_a_long_file_says_why_it_is_one_idea() -> None:
    long = {str(path.relative_to(ROOT)) for path in sources() if lines(path) > FILE}
    assert long - set(excused()) == set(), "split it, or say in long_files.toml why it is one idea"


def test_a_file_that_is_long_no_longer_has_no_excuse() -> None:
    assert [name for name in excused() if not (ROOT / name).exists() or lines(ROOT / name) <= FILE] == []
    assert all(len(why) > 20 for why in excused().values())


def test_no_function_is_longer_than_one_thought() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sources()
        if path.suffix == ".py" and not path.stem.startswith("test")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= FUNCTION
    ]
    assert long == []


def test_no_module_has_a_name_that_names_nothing() -> None:
    assert [str(path.relative_to(ROOT)) for path in sources() if path.stem in NAMELESS] == []


def test_nothing_is_left_to_do_in_the_source() -> None:
    promise = "TO" + "DO"
    assert [str(path.relative_to(ROOT)) for path in sources() if promise in path.read_text()] == []
