"""The glossary explains every word that the style keeps, every kind of fact and every stage, each once."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from goldenthread.rules.facts import Kind
from goldenthread.rules.stages import LABELS

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ENTRIES = dict(re.findall(r"^((?:\*\*[^*]+\*\*(?:, )?)+): ((?:.+\n?)+)", GLOSSARY, re.MULTILINE))
EXPLAINED = Counter(word for heading in ENTRIES for word in re.findall(r"\*\*([^*]+)\*\*", heading))
EXPLAINED.update(
    word.rstrip(":") for text in ENTRIES.values() for word in re.findall(r"\*\*([^*]+)\*\*", text)
)


def words_of_the_style() -> list[str]:
    """The first column of STYLE's table of words."""
    style = (ROOT / "STYLE.md").read_text(encoding="utf-8")
    _, _, table = style.partition("| Say | For | Not |\n")
    rows = [line for line in table.splitlines()[1:] if line.startswith("| ")]
    return [word.strip() for row in rows for word in row.split("|")[1].split(",")]


def test_every_kind_of_fact_is_explained() -> None:
    assert set(Kind) - set(EXPLAINED) == set()


def test_every_stage_is_explained() -> None:
    assert set(LABELS.values()) - set(EXPLAINED) == set()


def test_every_word_of_the_style_is_explained() -> None:
    words = words_of_the_style()
    assert len(words) > 15
    assert set(words) - set(EXPLAINED) == set()


def test_nothing_is_explained_twice() -> None:
    assert [word for word, times in EXPLAINED.items() if times > 1] == []


def test_an_explanation_is_short() -> None:
    assert [heading for heading, text in ENTRIES.items() if not 20 < len(text) < 360] == []
