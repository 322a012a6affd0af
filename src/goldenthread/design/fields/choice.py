"""One of several, some of several, one of many, and a single tick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from goldenthread.design.fields.described import Described


@dataclass(frozen=True, slots=True)
class Option:
    """One choice as the page shows it."""

    value: str
    text: str
    hint: str
    is_chosen: bool


class Chosen(Described):
    """What all choices share. `hints` explains single choices, by value."""

    choices: Any

    def __init__(self, label: str, *, hints: Mapping[str, str] | None = None, **options: Any) -> None:
        self.hints = dict(hints or {})
        sentences = dict.fromkeys(("invalid_choice", "invalid_list"), "Choose from the list")
        super().__init__(label, **{"error_messages": sentences, **options})

    def options(self, chosen: Any) -> Iterator[Option]:
        """The choices in order, marked where chosen."""
        wanted = {str(one) for one in chosen} if isinstance(chosen, (list, tuple, set)) else {str(chosen)}
        for value, text in self.choices:
            yield Option(str(value), str(text), self.hints.get(str(value), ""), str(value) in wanted)


class Choice(Chosen, forms.ChoiceField):
    """One of a few: radio buttons. A yes or no is a `Choice` too; `inline` puts it on one line.

    `reveals` names, by value, the fields of the form that stand under that choice, asked only where it is chosen.
    """

    template_name = "design/fields/radios.jinja"
    widget = forms.RadioSelect

    def __init__(
        self,
        label: str,
        *,
        inline: bool = False,
        small: bool = False,
        reveals: Mapping[str, Sequence[str]] | None = None,
        **options: Any,
    ) -> None:
        self.inline = inline
        self.small = small
        self.reveals = dict(reveals or {})
        super().__init__(label, **options)


class Select(Chosen, forms.ChoiceField):
    """One of many: a drop-down list. `nothing` is the wording of no choice."""

    template_name = "design/fields/select.jinja"

    def __init__(self, label: str, *, nothing: str = "Choose one", **options: Any) -> None:
        self.nothing = nothing
        super().__init__(label, **options)


class Choices(Chosen, forms.MultipleChoiceField):
    """Any number of several: checkboxes."""

    template_name = "design/fields/checkboxes.jinja"
    widget = forms.CheckboxSelectMultiple


class Tick(Described, forms.BooleanField):
    """A single checkbox; required means that it must be ticked."""

    template_name = "design/fields/tick.jinja"
