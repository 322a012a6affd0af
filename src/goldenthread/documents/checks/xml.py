"""XML of a package, read by streaming in flat memory, without a definition of its own (C10)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from goldenthread.documents.checks.packed import DAMAGED, UNSAFE
from goldenthread.rules.refusals import Refused

DEEPEST = 512
LONGEST_WORD = 1_048_576
Start = Callable[[str, dict[str, str]], None]
Text = Callable[[str], None]


def walked(
    chunks: Iterable[bytes], start: Start, text: Text | None = None, end: Callable[[str], None] | None = None
) -> None:
    """Tell of each element by its bare name, with its attributes by theirs; raises Refused where it is no plain XML."""
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Refused(f"The file nests its parts deeper than any document. {UNSAFE}")
        start(bare(name), {bare(key): value for key, value in attributes.items()})

    def finish(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(bare(name))

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.StartDoctypeDeclHandler = _defines
    if text:
        parser.CharacterDataHandler = text
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused(DAMAGED) from error


def bare(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def _defines(*_: object) -> None:
    raise Refused(f"The file defines things of its own, as no document does. {UNSAFE}")
