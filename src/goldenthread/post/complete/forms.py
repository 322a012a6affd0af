"""What a letter lacks, asked of its sender."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from goldenthread.design import fields, forms
from goldenthread.post.letters import Template
from goldenthread.rules.outcomes import Answer, Said, answer, reasons
from goldenthread.rules.refusals import Refused

ASKED = {
    "promised_on": ("promised_on",),
    "decided_by": ("decided_by",),
    "reason": ("cause", "ground"),
    "action": ("words",),
}
"""The fields of the form for each thing that a letter may ask of its sender."""


class Complete(forms.Form):
    """Which of two letters, where the step can end in two ways, and what each needs.

    What is asked for one letter alone stands under it, and nothing is asked for the letter that is not chosen. A reason
    is one of a list, so that it can be counted; what else is to be said stands beside it. `version` is the letter as
    it was read.
    """

    template = fields.Choice("Which letter do you send?", missing="Choose which letter you send")
    promised_on = fields.Day(
        "When will the advice be given?",
        called="The day of the advice",
        missing="Enter the day on which the advice will be given",
        required=False,
    )
    cause = fields.Choice(
        "What is the main reason for the delay?",
        missing="Choose the main reason for the delay",
        required=False,
    )
    decided_by = fields.Choices("Who decided?", missing="Choose who decided", required=False)
    ground = fields.Choice(
        "Why will the advice not be given?", missing="Choose why the advice will not be given", required=False
    )
    words = fields.Area(
        "Explain it",
        hint="Without the child’s name: letters leave by mail",
        missing="Say in a sentence why it was decided so",
        rows=4,
        max_length=1000,
        required=False,
    )
    version = fields.Hidden()

    def __init__(
        self,
        *args: Any,
        letters: Sequence[Template],
        causes: Mapping[str, str],
        roles: Mapping[str, str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.letters = {each.code: each for each in letters}
        self.offer("cause", list(reasons(Answer.PROMISED, causes).items()))
        self.offer("ground", list(reasons(Answer.NOT_PROVIDED, causes).items()))
        self.offer("decided_by", list(roles.items()))
        asked = {name for each in letters for name in _fields(each)}
        for name in {"promised_on", "cause", "decided_by", "ground"} - asked:
            del self.fields[name]
        if asked == {"words"}:
            self.fields["words"].label = "What is being done?"
            self.fields["words"].error_messages["required"] = "Enter what is being done"
        if len(letters) == 1:
            del self.fields["template"]
        else:
            self.offer("template", [(each.code, each.title) for each in letters])
            reveals = {each.code: self._own(each) for each in letters}
            self.fields["template"].reveals = reveals  # type: ignore[attr-defined]

    def _own(self, letter: Template) -> list[str]:
        """What is asked for this letter and for no other."""
        others = {name for each in self.letters.values() if each is not letter for name in _fields(each)}
        return [name for name in self.fields if name in _fields(letter) - others]

    def clean(self) -> None:
        """Ask for everything that the chosen letter needs, and for nothing of the other."""
        if "template" in self.errors:
            return
        letter = self.letters[self.code]
        is_refusal = answer(letter.wording.answers) is Answer.NOT_PROVIDED
        for name in self.fields:
            if name in _fields(letter) or (name == "words" and is_refusal):
                self.need(name)

    @property
    def code(self) -> str:
        """The letter that was chosen, or the only one."""
        return str(self.cleaned_data.get("template") or next(iter(self.letters)))

    @property
    def told(self) -> Said:
        """What the sender says, of what the chosen letter asks."""
        given, asked = self.cleaned_data, _fields(self.letters[self.code])
        return Said(
            promised_on=given["promised_on"] if "promised_on" in asked else None,
            reason=next((given[name] for name in ("cause", "ground") if name in asked), ""),
            decided_by=tuple(given["decided_by"]) if "decided_by" in asked else (),
            words=given["words"].strip(),
        )

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """A refusal stands beside the field of the chosen letter: a reason is asked for in one of two."""
        try:
            yield
        except Refused as refusal:
            asked = _fields(self.letters[self.code])
            refusal.field = next(
                (name for name in ASKED.get(refusal.field or "", ()) if name in asked), refusal.field
            )
            forms.refuse(self, refusal)


def _fields(letter: Template) -> set[str]:
    """The fields that one letter asks for: of the two lists of reasons, its own."""
    names = {name for asked in letter.wording.answers for name in ASKED[asked]}
    return names - {"cause" if answer(letter.wording.answers) is Answer.NOT_PROVIDED else "ground"}
