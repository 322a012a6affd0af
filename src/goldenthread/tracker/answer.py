"""What an import answers: every row that holds a request counted once, and each thing to look at named by its row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldenthread.tracker.plan import Match, Plan
from goldenthread.tracker.plan import Question as Undecided
from goldenthread.tracker.reading import Question, Reading

Asked = Question | Undecided
"""What a cell should say, or whether to keep what is here."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The file's reading and what became of its rows."""

    reading: Reading
    created: int
    updated: int
    unchanged: int
    questions: list[Asked]
    matches: list[Match]
    import_id: UUID | None = None

    def as_data(self) -> dict[str, Any]:
        """As JSON says it: `rows_read = created + updated + unchanged + rejected + questions + duplicates`."""
        reading = self.reading
        return {
            "sheet": reading.sheet,
            "header_row": reading.header_row,
            "rows_read": reading.rows_read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": [_problem(each) for each in sorted(reading.rejected)],
            "questions": [_problem(each) for each in self.questions],
            "duplicates": sorted(reading.duplicates),
            "ignored_rows": sorted(reading.ignored_rows),
            "disagreements": [
                {"row": each.row, "field": each.field, "stated": each.stated, "computed": each.computed}
                for each in reading.disagreements
            ],
            "possible_matches": [{"row": each.row, "reference": each.reference} for each in self.matches],
            "notes": reading.notes,
        }


def answer_for(reading: Reading, plan: Plan) -> Answer:
    """Count what the plan made of the rows."""
    asked: list[Asked] = [*reading.questions, *plan.questions]
    return Answer(
        reading=reading,
        created=plan.created,
        updated=plan.updated,
        unchanged=plan.unchanged,
        questions=sorted(asked, key=lambda each: (each.row, each.field)),
        matches=plan.matches,
    )


def _problem(each: Any) -> dict[str, Any]:
    return {"row": each.row, "field": each.field, "problem": each.problem}
