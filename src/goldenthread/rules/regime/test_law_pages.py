"""Each limit has its page in docs/law, true to the rules, and the page names a test that exists."""

from __future__ import annotations

import re
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from goldenthread.rules.regime import NAMES, latest

ROOT = Path(__file__).resolve().parents[4]
LAW = ROOT / "docs" / "law"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = spec_from_file_location("law_pages", LAW / "build.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_those_that_the_rules_and_words_make(build: ModuleType) -> None:
    stale = [name for name, text in build.pages().items() if (LAW / name).read_text(encoding="utf-8") != text]

    assert not stale, "run: python docs/law/build.py"


def test_there_is_a_page_for_each_limit_and_none_besides() -> None:
    pages = {path.stem for path in LAW.glob("*.md")} - {"README", "introduction"}

    assert pages == set(NAMES)


def test_words_are_kept_for_limits_alone() -> None:
    assert set(tomllib.loads((LAW / "words.toml").read_text(encoding="utf-8"))) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_cites_the_source_and_names_a_test_that_exists(name: str) -> None:
    page = (ROOT / latest(name).page).read_text(encoding="utf-8")
    proof = re.search(r"`(test_\w+)` in `([\w/]+\.py)`", page)

    assert latest(name).citation in page
    assert proof
    assert f"def {proof[1]}(" in (ROOT / proof[2]).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_index_leads_to_the_page(name: str) -> None:
    assert f"[{name}]({name}.md)" in (LAW / "README.md").read_text(encoding="utf-8")
