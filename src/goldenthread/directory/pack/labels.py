"""How a service's labels are compared: by letters and digits alone, with "and" for "&" and "+"."""

from __future__ import annotations


def folded(label: str) -> str:
    """The form in which two ways of writing one label are the same: "O & O" and "o&o", "slt " and "S.L.T"."""
    return "".join(filter(str.isalnum, label.casefold().replace("&", "and").replace("+", "and")))
