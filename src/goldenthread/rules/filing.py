"""Whether a mail that came in may be filed to a case by itself: only where token, sender and child agree (C01, C02).

Everything else waits for a person. A wrong child is worse than an hour's wait: whoever writes about two children, or
whose mail cannot be proved to be theirs, is never filed by the program.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proofs:
    """What is known of one mail. `letters`: how many letters of ours its tokens name."""

    letters: int
    is_proved: bool
    is_from_whom_we_wrote_to: bool
    is_automatic: bool
    names_this_child: bool
    names_another: bool
    writes_about_others: bool
    brings_a_workbook: bool = False
    brings_what_cannot_be_read: bool = False


def why_it_waits(proofs: Proofs) -> str:
    """The sentence that says why a person must file it; nothing where it may be filed to the letter's case."""
    for is_so, sentence in (
        (
            proofs.is_automatic,
            "It was sent by a machine: an automatic reply, or a notice that mail was not delivered.",
        ),
        (proofs.letters == 0, "It answers no letter of ours."),
        (proofs.letters > 1, "It answers more than one letter of ours."),
        (not proofs.is_proved, "Our mail server could not prove that it comes from its sender."),
        (not proofs.is_from_whom_we_wrote_to, "Its sender is not the one to whom the letter went."),
        (
            proofs.brings_a_workbook,
            "It brings a workbook, which may be about several children: look into it before you file it to one.",
        ),
        (
            proofs.brings_what_cannot_be_read,
            "It brings a file whose words cannot be read here, such as a PDF or a picture: look whose it is before you "
            "file it.",
        ),
        (
            proofs.names_another,
            "It names another child’s number, reference or name, in its words or in a file.",
        ),
        (
            proofs.writes_about_others and not proofs.names_this_child,
            "Its sender writes to us about several children, and it does not say which it is about.",
        ),
    ):
        if is_so:
            return sentence
    return ""
