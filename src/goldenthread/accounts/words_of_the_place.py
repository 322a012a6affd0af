"""No password is made of the words that anybody would try first here: the area's, its organisations', the work's."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

from goldenthread.directory.queries import names

OF_THE_WORK = (
    "goldenthread", "golden", "thread", "education", "health", "care", "plan", "needs", "assessment", "council",
    "school", "send", "senco", "spoc", "ehc", "ehcp", "nhs", "team", "hub", "admin", "administrator", "manager",
    "officer", "password", "welcome", "winter", "spring", "summer", "autumn",
)  # fmt: skip
LEFT = 8
"""So many letters must be left when those words, and everything that is no letter, are taken out."""


class WordsOfThePlace:
    """A validator of Django's: refuses what is left with too little of its own."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError with what to do."""
        if len(own(password, [*OF_THE_WORK, *names()])) < LEFT:
            raise ValidationError(self.get_help_text(), code="words_of_the_place")

    def get_help_text(self) -> str:
        """What is asked, in a sentence."""
        return (
            "This password is made of words that anybody would try here, such as your area's or your work's. "
            "Choose three others."
        )


def own(password: str, known: list[str]) -> str:
    """The letters that are left of a password without the known words, the longest of them first."""
    words = {word for name in known for word in re.findall(r"[^\W\d_]{3,}", name.lower())}
    left = re.sub(r"[\W\d_]+", " ", password.lower())
    for word in sorted(words, key=len, reverse=True):
        left = re.sub(re.escape(word), " ", left)
    return left.replace(" ", "")
