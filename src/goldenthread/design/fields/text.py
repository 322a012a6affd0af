"""Words: a line, several lines, an address for mail, a secret, a search, and what is carried unseen."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.design.fields.described import Described


class Text(Described, forms.CharField):
    """One line of text. `width` is in characters: 2, 3, 4, 5, 10, 20 or 30."""

    template_name = "design/fields/text.jinja"
    kind = "text"

    def __init__(
        self, label: str, *, width: int | None = None, autocomplete: str = "off", **options: Any
    ) -> None:
        self.width = width
        self.autocomplete = autocomplete
        self.inputmode = options.pop("inputmode", None)
        super().__init__(label, **options)


class Email(Text, forms.EmailField):
    """An address for mail."""

    kind = "email"

    def __init__(self, label: str, **options: Any) -> None:
        sentences = {"invalid": "Enter an email address in the correct format, like name@example.com"}
        super().__init__(label, **{"autocomplete": "email", "error_messages": sentences, **options})


class Password(Text):
    """A secret: never stripped, never shown again."""

    kind = "password"
    template_name = "design/fields/password.jinja"

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, **{"autocomplete": "current-password", "strip": False, **options})


class Area(Described, forms.CharField):
    """Several lines of text."""

    template_name = "design/fields/area.jinja"

    def __init__(self, label: str, *, rows: int = 5, **options: Any) -> None:
        self.rows = rows
        super().__init__(label, **options)


class Search(Text):
    """A line to search by. Nothing typed is an answer."""

    kind = "search"

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, **{"required": False, **options})


class Number(Described, forms.IntegerField):
    """A whole number, typed."""

    template_name = "design/fields/text.jinja"
    kind = "text"
    inputmode = "numeric"
    autocomplete = "off"

    def __init__(self, label: str, *, width: int = 4, **options: Any) -> None:
        self.width = width
        sentences = {"invalid": f"“{label}” must be a whole number, like 12"}
        super().__init__(label, **{"error_messages": sentences, **options})


class Hidden(Described, forms.CharField):
    """A value carried by the form and not shown."""

    template_name = "design/fields/hidden.jinja"
    widget = forms.HiddenInput

    def __init__(self, label: str = "", **options: Any) -> None:
        super().__init__(label, **options)


class File(Described, forms.FileField):
    """A file to upload. `accept` narrows what is offered, such as ".xlsx,.csv"; it proves nothing."""

    template_name = "design/fields/file.jinja"

    def __init__(self, label: str, *, accept: str = "", **options: Any) -> None:
        self.accept = accept
        sentences = {"empty": "The file is empty: choose another"}
        super().__init__(label, **{"error_messages": sentences, **options})
