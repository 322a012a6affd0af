"""`import tracker`, `export tracker`: what is answered, in words and as JSON, and how refusals end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goldenthread.cases.models import Case, Fact
from goldenthread.command.main import main
from goldenthread.demo.area import Cast
from goldenthread.intake.models import Request
from goldenthread.tracker.reading.tests.made import HEADINGS, separated
from goldenthread.tracker.tests.told import cora, hal

pytestmark = pytest.mark.django_db

KEYS = {
    "sheet", "header_row", "rows_read", "created", "updated", "unchanged", "rejected", "questions", "duplicates",
    "ignored_rows", "disagreements",
}  # fmt: skip
Answer = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    """Row 2 is new, with a wrong due date; row 3 refused; row 4 a question; row 5 repeats row 2; row 6 a total."""
    rows = [
        hal(returned_on="20/04/2026", due="12/04/2026"),
        cora(service="Rocketry"),
        cora(involvement="perhaps"),
        hal(returned_on="20/04/2026"),
        ["TOTAL", "4"],
    ]
    return separated(tmp_path / "tracker.csv", [HEADINGS, *rows])


@pytest.fixture
def answer(cast: Cast, today: object, capsys: pytest.CaptureFixture[str]) -> Answer:
    """`answer("import", "tracker", …)` is the exit code, the answer and what was said beside it."""

    def run(*words: str | Path) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def _import(answer: Answer, file: Path, *words: str) -> tuple[int, str, str]:
    return answer("import", "tracker", file, "--area", "torbay", "--by", "spoc@torbay.example", *words)


def _data(answer: Answer, file: Path, *words: str) -> dict[str, Any]:
    code, out, _ = _import(answer, file, "--json", *words)
    assert code == 0
    return json.loads(out)  # type: ignore[no-any-return]


def test_the_answer_as_json_counts_each_row_once_and_names_what_to_look_at(
    answer: Answer, tracker: Path
) -> None:
    data = _data(answer, tracker)
    assert data.keys() >= KEYS
    assert (data["sheet"], data["header_row"], data["rows_read"]) == ("tracker.csv", 1, 4)
    assert (data["created"], data["updated"], data["unchanged"]) == (1, 0, 0)
    assert [(each["row"], each["field"]) for each in data["rejected"]] == [(3, "service")]
    assert [(each["row"], each["field"]) for each in data["questions"]] == [(4, "involvement")]
    assert all(each.keys() == {"row", "field", "problem"} for each in (*data["rejected"], *data["questions"]))
    assert (data["duplicates"], data["ignored_rows"]) == ([5], [6])
    assert data["disagreements"] == [
        {"row": 2, "field": "due", "stated": "2026-04-12", "computed": "2026-04-13"}
    ]


def test_the_answer_in_words_says_how_to_mend_each_row(answer: Answer, tracker: Path) -> None:
    code, out, err = _import(answer, tracker)
    assert code == 0
    assert "new 1, updated 0, unchanged 0, refused 1, questions 1, repeated 1" in out
    assert "  row 3, service: “Rocketry” is not a service here." in out
    assert "  row 4, involvement: “perhaps” does not say" in out
    assert "Rows that repeat another: 5" in out and "Rows without a request: 6" in out
    assert "row 2, due: the file says 2026-04-12, it is 2026-04-13" in out
    assert "Reading the file" in err


def test_a_rehearsal_writes_nothing_and_says_so(answer: Answer, tracker: Path) -> None:
    rehearsed = _data(answer, tracker, "--dry-run")
    assert not Case.objects.exists()
    assert "This was a rehearsal: nothing was written." in _import(answer, tracker, "--dry-run")[1]
    assert _data(answer, tracker) == rehearsed


def test_the_same_file_twice_changes_nothing(answer: Answer, tracker: Path) -> None:
    _data(answer, tracker)
    facts = Fact.objects.count()
    assert [_data(answer, tracker)[name] for name in ("created", "updated", "unchanged")] == [0, 0, 1]
    assert Fact.objects.count() == facts


def test_the_council_is_the_area_s_own_unless_another_is_named(
    answer: Answer, tracker: Path, tmp_path: Path
) -> None:
    _data(answer, tracker)
    _data(answer, separated(tmp_path / "devon.csv", [HEADINGS, cora()]), "--council", "devon-council")
    by_case = dict(Request.objects.values_list("case__reference", "council__code"))
    assert by_case == {"EHC26-0001": "torbay-council", "EHC26-0002": "devon-council"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"--area": "plymouth"}, "There is no area plymouth where you may do this."),
        ({"--by": "nobody@torbay.example"}, "Nobody here has the address nobody@torbay.example."),
        ({"--by": "officer@torbay.example"}, "There is no area torbay where you may do this."),
        ({"--council": "cornwall-council"}, "There is no council cornwall-council in this area."),
    ],
)
def test_a_wrong_word_is_refused_with_a_sentence_and_code_2(
    answer: Answer, tracker: Path, changes: dict[str, str], sentence: str
) -> None:
    asked = {"--area": "torbay", "--by": "spoc@torbay.example", **changes}
    code, out, err = answer("import", "tracker", tracker, *(word for pair in asked.items() for word in pair))
    assert (code, out) == (2, "")
    assert sentence in err
    assert not Case.objects.exists()


def test_a_file_that_is_not_there_or_no_tracker_is_refused(answer: Answer, tmp_path: Path) -> None:
    code, _, err = _import(answer, tmp_path / "nowhere.xlsx")
    assert (code, "There is no file" in err) == (2, True)
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 a letter")
    code, _, err = _import(answer, tmp_path / "letter.pdf")
    assert (code, "not a spreadsheet" in err) == (2, True)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_export_read_back_changes_nothing(
    answer: Answer, tracker: Path, tmp_path: Path, kind: str
) -> None:
    _data(answer, tracker)
    out = tmp_path / f"out.{kind}"
    code, said, err = answer(
        "export", "tracker", "--area", "torbay", "--by", "spoc@torbay.example", "--out", out
    )
    assert (code, said, err) == (0, "", f"1 row written to {out}.\n")
    again = _data(answer, out)
    assert (again["created"], again["updated"], again["unchanged"], again["disagreements"]) == (0, 0, 1, [])


@pytest.mark.parametrize(
    ("out", "sentence"),
    [("tracker.doc", "ends in neither .xlsx nor .csv"), ("nowhere/tracker.csv", "There is no folder")],
)
def test_an_export_to_a_place_that_cannot_be_is_refused(
    answer: Answer, tmp_path: Path, out: str, sentence: str
) -> None:
    words = ("--area", "torbay", "--by", "spoc@torbay.example", "--out", tmp_path / out)
    code, _, err = answer("export", "tracker", *words)
    assert (code, sentence in err) == (2, True)


def test_who_may_not_export_is_refused(answer: Answer, tmp_path: Path) -> None:
    words = ("--area", "torbay", "--by", "slt@torbay.example", "--out", tmp_path / "tracker.csv")
    code, _, err = answer("export", "tracker", *words)
    assert (code, "There is no area torbay where you may do this." in err) == (2, True)
    assert not (tmp_path / "tracker.csv").exists()
