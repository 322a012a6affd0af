"""What all our fields have in common: a label, a hint, and a sentence for a missing answer."""

from __future__ import annotations

from typing import Any

from django import forms


class Described(forms.Field):
    """A field that explains itself.

    `missing` is said when an answer is needed and there is none. `size` is that of the label.
    """

    template_name: str

    def __init__(
        self, label: str, *, hint: str = "", missing: str = "", size: str = "s", **options: Any
    ) -> None:
        self.size = size
        sentences = {"required": missing or f"Answer “{label}”"} | options.pop("error_messages", {})
        options.setdefault("template_name", self.template_name)
        super().__init__(label=label, help_text=hint, error_messages=sentences, **options)
