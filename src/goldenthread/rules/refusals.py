"""How a rule says no: with the sentence that the user will read."""

from __future__ import annotations


class Refused(Exception):
    """Something the law, the area's practice or good order does not allow.

    The sentence says what is wrong and how to mend it. A form shows it beside `field`, the name
    of the answer that has to change; without one it stands at the top of the page.
    """

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
