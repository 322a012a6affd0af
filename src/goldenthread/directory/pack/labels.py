"""How a service's labels are compared: regardless of case, spaces, stops, hyphens, and "&" for "and"."""

from __future__ import annotations

import re


def folded(label: str) -> str:
    """The form in which two ways of writing one label are the same: "O & O" and "o&o", "slt " and "SLT"."""
    return re.sub(r"[\s._\-‐–—/']+", "", label.casefold().replace("&", "and"))
