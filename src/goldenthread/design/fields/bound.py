"""A field in its form: it renders itself whole, with label, hint and error."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField
from django.utils.safestring import SafeString


class Bound(BoundField):
    """`{{ form.name }}` is the whole NHS.UK component, not the bare input."""

    def __str__(self) -> SafeString:
        return self.render()

    __html__ = __str__

    @property
    def shown(self) -> Any:
        """What stands in the field now: nothing rather than "None"."""
        value = self.value()
        return "" if value is None else value

    @property
    def params(self) -> dict[str, Any]:
        """What every NHS.UK form macro is told; a field's template adds what is its own."""
        return {
            "id": self.auto_id,
            "idPrefix": self.auto_id,
            "name": self.html_name,
            "value": self.shown,
            "hint": {"text": self.help_text} if self.help_text else None,
            "errorMessage": {"text": self.errors[0]} if self.errors else None,
        }


def anchor(field: BoundField) -> str:
    """The id of the input that an error should lead to."""
    of_its_own = getattr(field.field, "anchor", None)
    return of_its_own(field) if of_its_own else field.auto_id
