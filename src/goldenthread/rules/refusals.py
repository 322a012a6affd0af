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


class Stale(Refused):
    """The thing was changed by somebody else since the person looked at it; its page shows both and asks."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else changed this while you had it open. Look at it again before you save."
        )
