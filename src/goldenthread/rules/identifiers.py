"""Numbers of children and schools: how they are typed, kept and checked.

NHS numbers are checked by the library kept for them. For pupil numbers only the check letter is the library's: its
list of issuing authorities is from 2011 and would refuse pupils of Dorset or Northamptonshire.
"""

from __future__ import annotations

import re

from nhs_number.validate import is_valid
from stdnum.gb import upn

from goldenthread.rules.refusals import Refused

SEPARATORS = re.compile(r"[\s\-‐‑–—.]+")
UPN = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")
URN = re.compile(r"[1-9][0-9]{5}")


def normalise(text: str) -> str:
    """A number as it is kept: capital letters, no spaces, hyphens or stops."""
    return SEPARATORS.sub("", text).upper()


def digits(text: str) -> str:
    """A number typed with or without spaces and hyphens, or nothing if it holds anything but digits."""
    number = normalise(text)
    return number if number.isascii() and number.isdigit() else ""


def check_nhs_number(text: str) -> str:
    """The ten digits of an NHS number whose check digit is right."""
    number = digits(text)
    if len(number) != 10:
        raise Refused(
            f"“{text.strip()}” is not an NHS number: it has ten digits. Copy it again.", "nhs_number"
        )
    if len(set(number)) == 1:
        raise Refused(
            f"{number} only fills the space: no child has an NHS number of one repeated digit. Leave it empty.",
            "nhs_number",
        )
    if not is_valid(number):
        raise Refused(
            f"{number[:3]} {number[3:6]} {number[6:]} is not an NHS number: its check digit is wrong, so at least one "
            "digit was mistyped. Copy it again.",
            "nhs_number",
        )
    return number


def check_upn(text: str) -> str:
    """A unique pupil number: a check letter and twelve digits, the last a letter where it is temporary."""
    number = normalise(text)
    if not UPN.fullmatch(number):
        raise Refused(
            f"“{text.strip()}” is not a unique pupil number: it is a letter and twelve digits, such as B801200005001.",
            "upn",
        )
    if upn.calc_check_digit(number[1:]) != number[0]:
        raise Refused(
            f"{number} is not a unique pupil number: its first letter does not fit the digits.", "upn"
        )
    return number


def check_uln(text: str) -> str:
    """A unique learner number: ten digits, the first not 0, whose weighted sum leaves 10 over 11."""
    number = digits(text)
    if len(number) != 10 or number[0] == "0":
        raise Refused(
            f"“{text.strip()}” is not a unique learner number: it has ten digits, the first not 0.", "uln"
        )
    if sum(weight * int(digit) for weight, digit in zip(range(10, 0, -1), number, strict=True)) % 11 != 10:
        raise Refused(
            f"{number} is not a unique learner number: its check digit is wrong. Copy it again.", "uln"
        )
    return number


def check_urn(text: str) -> str:
    """A school's number in the national register: six digits. Ofsted's EY numbers are another register's."""
    number = normalise(text)
    if not URN.fullmatch(number):
        raise Refused(
            f"“{text.strip()}” is not a school's URN: it has six digits, such as 990101. A number that starts with "
            "EY is Ofsted's and counts in another register.",
            "urn",
        )
    return number
