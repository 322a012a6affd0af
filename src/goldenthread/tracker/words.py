"""How a column of the tracker is called in a sentence."""

from __future__ import annotations

WORDS = {
    "row": "the row as a whole",
    "reference": "the council's reference",
    "forename": "the forename",
    "surname": "the surname",
    "name": "the name",
    "born_on": "the date of birth",
    "nhs_number": "the NHS number",
    "service": "the service",
    "received_on": "the day the request was received",
    "involvement": "whether the child is known",
    "acknowledged_on": "the day of the acknowledgement",
    "due": "the day the advice is due",
    "chased_on": "the day of the chase",
    "returned_on": "the day the advice was received",
    "days_late": "the days late",
    "notes": "the notes",
    "school": "the school",
    "upn": "the UPN",
    "gp": "the GP practice",
}
