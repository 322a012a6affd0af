"""A draft on which two people went on at once: what each typed, and what stood before, box beside box.

A draft is kept as it was typed, so every answer is a text here, half a date too: nothing is lost for being unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import QueryDict

from goldenthread.advice.answer.forms import CONTACT, NEED, boxes, counted, questions, rows_of
from goldenthread.design import fields
from goldenthread.design.editing import Editing, Stands
from goldenthread.design.fields.day import ThreeBoxes

if TYPE_CHECKING:
    from goldenthread.advice.models import Draft

TICKED = [("on", "Ticked")]


class SideBySide(Editing):
    """Everything that a form of advice can be sent with. `stands` is the draft as it stands now."""

    def __init__(self, sent: Mapping[str, str], *, stands: Stands) -> None:
        super().__init__(_as_texts(sent), stands=stands)
        self.rows = rows_of(sent)
        for name, field in questions().items():
            self.fields[name] = _text(field)
        self.offer("is_unseen", TICKED)

    @property
    def typed(self) -> dict[str, str]:
        """What is to stand in every box once the choices are made, and how many rows there are: a draft's words."""
        said = dict(self._said())
        rows = {name: self._rows(name, of, said) for name, of in (("needs", NEED), ("contacts", CONTACT))}
        return {**said, **{name: str(number) for name, number in rows.items()}}

    def _said(self) -> Iterator[tuple[str, str]]:
        for name, field in questions().items():
            text = self.data.get(name, "")
            parts = _apart(text) if isinstance(field, fields.Day) else [text]
            yield from ((box, part) for box, part in zip(boxes(name, field), parts, strict=True) if part)

    def _rows(self, name: str, of: tuple[str, ...], said: Mapping[str, str]) -> int:
        """As many as the form had, and as many as something stands in: theirs may have been longer."""
        filled = (int(box.split("_")[1]) for box in said if box.split("_")[0] in of)
        return counted(max(self.rows[name], *filled, 1))


def standing(advice_id: UUID, draft: Draft | None) -> Stands:
    """The draft as it stands; of version 0 where there is none."""
    typed = draft.typed if draft else {}
    values = {name: _one_text(typed, name, field) for name, field in questions().items()}
    return Stands(advice_id, draft.version if draft else 0, values)


def _as_texts(sent: Mapping[str, str]) -> QueryDict:
    """What was sent, each question's answer as one text."""
    texts = QueryDict(mutable=True)
    for name, value in sent.items():
        texts[name] = value
    for name, field in questions().items():
        texts[name] = _one_text(sent, name, field)
    return texts


def _one_text(typed: Mapping[str, str], name: str, field: Any) -> str:
    """Of a date its three boxes, 9/10/2025; what was put together before stays so."""
    said = str(typed.get(name, ""))
    if not isinstance(field, fields.Day) or "/" in said:
        return said
    three = ThreeBoxes().value_from_datadict(typed, {}, name)  # type: ignore[arg-type]  # there are no files
    return "/".join(three) if any(three) else ""


def _apart(text: str) -> list[str]:
    """The three boxes of a date; what does not come apart stands in the first."""
    return [*text.rsplit("/", 2), "", ""][:3]


def _text(field: Any) -> Any:
    label = re.sub(r" \((\d+)\)$", r", row \1", str(field.label))
    if isinstance(field, fields.Tick):
        return fields.Select(label, required=False)
    return fields.Text(label, required=False, strip=False)
