"""When the young person was asked, what they wish, who decides, and what becomes of each parent's access."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.cases.confirm_wishes.queries import Parent
from goldenthread.design import fields, forms
from goldenthread.rules.school_age import Capacity, Decider

KEEP, END = "keep", "end"
INSTEAD = [
    (Decider.DEPUTY.value, "A deputy of the Court of Protection"),
    (Decider.ATTORNEY.value, "An attorney, under a power of attorney"),
    (Decider.PARENT.value, "A parent, as there is no deputy and no attorney"),
]


class ConfirmWishes(forms.Form):
    """What was said, and of each parent who can see the case one choice; where it ends, a last day if there is one."""

    on = fields.Day(
        "When were they asked?",
        called="The day on which they were asked",
        past=True,
        missing="Enter the day on which they were asked",
    )
    remark = fields.Area(
        "What do they wish?",
        hint="Who is to take part, who speaks for them, how they want to be told. Staff on the case read it",
        rows=4,
        missing="Say in a sentence what they wish",
    )
    capacity = fields.Choice(
        "Can they decide about this themselves?",
        hint="The law takes it that they can, unwisely too, until it is shown that they cannot",
        choices=[(each.value, each.label) for each in Capacity],
        reveals={Capacity.LACKS.value: ["decides"]},
        missing="Choose whether they can decide about this",
    )
    decides = fields.Select(
        "Who decides in their place?",
        choices=INSTEAD,
        required=False,
        missing="Choose who decides in their place",
    )

    def __init__(self, *args: Any, parents: Sequence[Parent], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parents = tuple(parents)
        for parent in self.parents:
            self._add(parent)

    def _add(self, parent: Parent) -> None:
        last = f"last_{parent.relation}"
        self.fields[f"access_{parent.relation}"] = fields.Choice(
            f"Does {parent.name} go on seeing this case?",
            choices=[(KEEP, "Yes, as the young person wishes it, or whoever decides for them"), (END, "No")],
            reveals={END: [last]},
            missing=f"Choose what becomes of the access of {parent.name}",
        )
        self.fields[last] = fields.Day(
            "Last day (optional)",
            called="The last day",
            hint="Without one their access ends at this moment",
            required=False,
        )

    def clean(self) -> None:
        if self.cleaned_data.get("capacity") == Capacity.LACKS:
            self.need("decides")
        for parent in self.parents:
            last = self.cleaned_data.get(f"last_{parent.relation}")
            if self._is(parent, END) and last and self.today and last < self.today:
                self.add_error(f"last_{parent.relation}", "The last day is past. Enter a later day, or none")

    def _is(self, parent: Parent, choice: str) -> bool:
        return bool(self.cleaned_data.get(f"access_{parent.relation}") == choice)

    @property
    def words(self) -> dict[str, Any]:
        """What was said, as the action is told it."""
        said = {name: self.cleaned_data[name] for name in ("on", "remark", "capacity", "decides")}
        return {**said, "kept": self._kept(), "ended": self._ended()}

    def _kept(self) -> list[UUID]:
        return [parent.relation for parent in self.parents if self._is(parent, KEEP)]

    def _ended(self) -> dict[UUID, date | None]:
        ending = (parent.relation for parent in self.parents if self._is(parent, END))
        return {each: self.cleaned_data[f"last_{each}"] for each in ending}
