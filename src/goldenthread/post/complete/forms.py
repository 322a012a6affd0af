"""What a letter lacks, asked of its sender."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.design.words import day
from goldenthread.post.letters import Template
from goldenthread.rules.letters import ANSWERS


class Complete(forms.Form):
    """Which of two letters, where the step can end in two ways, and the words that each needs.

    Nothing is asked for the letter that is not chosen. `version` is the letter as it was read.
    """

    template = fields.Choice("Which letter do you send?", missing="Choose which letter you send")
    promised_on = fields.Day("When will the advice be given?", required=False)
    decided_by = fields.Text(
        "Who decided?", hint="The role, such as Head of CAMHS", required=False, max_length=120
    )
    action = fields.Area("What is being done?", rows=3, max_length=1000, required=False)
    reason = fields.Area(
        "What is the reason?",
        hint="Without the child’s name: letters leave by mail",
        rows=4,
        max_length=1000,
        required=False,
    )
    version = fields.Hidden()

    def __init__(self, *args: Any, letters: Sequence[Template], **options: Any) -> None:
        super().__init__(*args, **options)
        self.letters = {each.code: each for each in letters}
        asked = {name for each in letters for name in each.wording.answers}
        for name in set(ANSWERS) - asked:
            del self.fields[name]
        if len(letters) == 1:
            del self.fields["template"]
        else:
            self.offer("template", [(each.code, each.title) for each in letters])

    @property
    def code(self) -> str:
        """The letter that was chosen, or the only one."""
        return str(self.cleaned_data.get("template") or next(iter(self.letters)))

    @property
    def answers(self) -> Mapping[str, str]:
        """What the chosen letter needs, in words."""
        given = self.cleaned_data
        return {name: _said(given.get(name)) for name in self.letters[self.code].wording.answers}


def _said(value: Any) -> str:
    return day(value) if hasattr(value, "isoformat") else str(value or "").strip()
