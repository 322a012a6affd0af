"""What documents name as evidence: a test as `file::name`, or a file; and whether it is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def named(text: str) -> list[str]:
    """Every `file::test` in a text."""
    return re.findall(r"`([\w/.-]+::\w+)`", text)


def is_there(evidence: str) -> bool:
    """Whether the test, or the file, exists."""
    name, _, test = evidence.partition("::")
    return test in tests(name) if test else (ROOT / name).is_file()


@cache
def tests(name: str) -> frozenset[str]:
    """The names of a file's tests; none where there is no such file."""
    path = ROOT / name
    if not path.is_file():
        return frozenset()
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(
        node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )
