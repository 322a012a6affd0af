"""Import contracts that tests are free of: they arrange what they try with whatever stands above.

import-linter's own exceptions name whole modules and cannot say `test_*`.
"""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import ContractCheck
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract


def is_test(module: str) -> bool:
    """`tests`, a module in a package `tests`, `test_…`, or `conftest`."""
    return any(part in ("tests", "conftest") or part.startswith("test_") for part in module.split("."))


def without_tests(graph: ImportGraph) -> ImportGraph:
    """The graph of the source alone. import-linter hands each contract a copy of its own."""
    for module in [module for module in graph.modules if is_test(module)]:
        graph.remove_module(module)
    return graph


class Layers(LayersContract):
    """Layers of the source."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """As import-linter does, without the tests."""
        return super().check(without_tests(graph), verbose)


class Protected(ProtectedContract):
    """Modules that only some of the source may import."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """As import-linter does, without the tests."""
        return super().check(without_tests(graph), verbose)


class Acyclic(AcyclicSiblingsContract):
    """Neighbours of the source that do not import each other."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """As import-linter does, without the tests."""
        return super().check(without_tests(graph), verbose)
