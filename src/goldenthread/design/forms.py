"""Forms that say what is wrong in sentences and lead to the field that has to change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict

from goldenthread.design.fields.bound import Bound, anchor
from goldenthread.design.fields.choice import Choice, Choices, Select
from goldenthread.design.fields.day import Day
from goldenthread.design.given_back import taken
from goldenthread.rules.refusals import Refused

_turned_away: ContextVar[str] = ContextVar("goldenthread_turned_away", default="")


class Form(forms.Form):
    """A form of NHS.UK fields: `{{ form }}` shows them all, `{{ form.seek_on }}` one of them.

    `today` is the day the view reads; a form whose dates may not lie in the future cannot do without.
    """

    template_name = "design/fields/form.jinja"
    default_renderer = TemplatesSetting
    bound_field_class = Bound
    use_required_attribute = False

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        back = None if self.is_bound else taken([self.add_prefix(name) for name in self.fields])
        self.is_given_back = back is not None
        if back is not None:
            self.data, self.is_bound = back, True
        for field in self.fields.values():
            if isinstance(field, Day):
                field.know(today)

    def full_clean(self) -> None:
        """Check what was typed, unless it is only given back; while forms are turned away none is good enough."""
        if self.is_given_back:
            self._errors = ErrorDict()
            return
        super().full_clean()
        if self.is_bound and (sentence := _turned_away.get()):
            self.add_error(None, sentence)

    def is_valid(self) -> bool:
        """Never of what is only given back, so that no view acts on it."""
        return not self.is_given_back and super().is_valid()

    def offer(
        self, name: str, choices: Sequence[tuple[str, str]], hints: Mapping[str, str] | None = None
    ) -> None:
        """Give a field the choices that are only known when the page is asked for."""
        field = self.fields[name]
        if not isinstance(field, Choice | Choices | Select):
            raise TypeError(f"“{name}” has no choices to offer")
        field.choices, field.hints = list(choices), dict(hints or {})

    def shown(self) -> list[BoundField]:
        """The fields that the page lists; one that a choice reveals stands under that choice."""
        revealed = {
            name
            for field in self.fields.values()
            for names in getattr(field, "reveals", {}).values()
            for name in names
        }
        return [self[name] for name in self.fields if name not in revealed]

    def need(self, name: str) -> None:
        """Ask for an answer that another answer makes necessary."""
        if self.cleaned_data.get(name) in (None, "", []) and name not in self.errors:
            self.add_error(name, self.fields[name].error_messages["required"])

    def error_summary(self) -> list[dict[str, str]]:
        """Each problem once, with the way to its field, in the order of the fields."""
        summary = [
            {"text": str(error), "href": f"#{anchor(self[name])}"}
            for name in self.fields
            for error in self.errors.get(name, [])
        ]
        return [{"text": str(error)} for error in self.non_field_errors()] + summary

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Try an action: its refusal becomes an error of this form, beside the field it names."""
        try:
            yield
        except Refused as refusal:
            refuse(self, refusal)


@contextmanager
def turning_away(sentence: str) -> Iterator[None]:
    """Meanwhile every form that was sent is shown again as typed, with this sentence on top, and does nothing."""
    token = _turned_away.set(sentence)
    try:
        yield
    finally:
        _turned_away.reset(token)


def refuse(form: forms.Form, refusal: Refused) -> None:
    """Say no in the sentence of the refusal, beside the field that it names if the form has it."""
    field = refusal.field if refusal.field in form.fields else NON_FIELD_ERRORS
    form.add_error(field, refusal.sentence)
