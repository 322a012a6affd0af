"""A small whole pack for tests to break, one place at a time."""

from __future__ import annotations

from goldenthread.directory.pack import Problem, check

SMALL = """\
[area]
code = "seaside"
name = "Seaside"
front_door = "The Front Door"
in_force_from = 2026-09-01
reporting_account = "reporting@seaside.example"

[[organisation]]
code = "seaside-council"
name = "Seaside Council"
kind = "council"
parts = ["council"]

[[organisation]]
code = "seaside-spoc"
name = "Seaside Single Point of Contact"
kind = "spoc"
parts = ["spoc"]
valid_from = 2026-09-01

[[organisation]]
code = "seaside-health"
name = "Seaside Health"
kind = "health-provider"
parts = ["provider"]

[[place]]
code = "north-beach"
name = "North Beach"
council = "seaside-council"
spoc = "seaside-spoc"

[[service]]
code = "slt"
label = "SLT"
name = "Speech and Language Therapy"
aliases = [
  "SALT",
  "Speech Therapy",
]
provider = "seaside-health"
live_from = 2026-09-01
record_systems = ["child-record"]
head = "head-of-therapies"

[service.contact]
email = "slt@seaside.example"
monitored_by = "Therapies desk"
checked_on = 2026-09-01

[[service]]
code = "ot"
label = "OT"
name = "Occupational Therapy"
provider = "seaside-health"
contact = { email = "ot@seaside.example" }

[[record_system]]
code = "child-record"
name = "Child health record"
kind = "electronic"
owner = "seaside-health"
access = [
  { role = "spoc", granted = 2026-09-01 },
  { role = "head-of-therapies", granted = 2026-09-01, expires = 2027-08-31 },
]

[[role]]
code = "spoc"
name = "Single Point of Contact"
organisation = "seaside-spoc"
mailbox = "spoc@seaside.example"
responsibilities = "Tracks every request."

[[role]]
code = "service"
name = "The service"
per_service = "contact"
responsibilities = "Gives its advice."

[[role]]
code = "service-head"
name = "The head of the service"
per_service = "head"
responsibilities = "Answers for the service."

[[role]]
code = "head-of-therapies"
name = "Head of Therapies"
mailbox = "therapies@seaside.example"
responsibilities = "Answers for the therapies."

[[role]]
code = "board"
name = "Board"
responsibilities = "Reads the figures."

[[ladder.step]]
code = "chase"
title = "Chase"
anchor = "due"
offset = { days = 1 }
from = "spoc"
to = ["service"]
template = "chase-letter"

[[ladder.step]]
code = "letter"
title = "Letter"
anchor = "chase"
offset = { weeks = 2 }
from = "spoc"
to = ["service-head"]
template = "chase-letter"
response = { working_days = 3 }

[[reminder]]
code = "one-week-left"
title = "One week left"
before = { weeks = 1 }
to = ["service"]
template = "reminder-note"

[[letter]]
code = "asked"
from = "spoc"
to = ["service"]
template = "request"

[practice]
information_pack = { weeks = 2 }
health_review_notice = { weeks = 6 }
setting_response = { days = 15 }

[[template]]
code = "chase-letter"
title = "Chase"
subject = "{service}: {reference}"
body = '''
Dear {recipient}

It is {lateness}.
'''

[[template]]
code = "reminder-note"
title = "Reminder"
subject = "Soon: {reference}"
body = '''
Dear {recipient}

There is time: {lateness}.
'''

[[template]]
code = "request"
title = "Request"
subject = "Please advise: {reference}"
body = '''
Dear {recipient}

It is due on {due_on}.
'''

[[cause]]
code = "capacity"
title = "Not enough staff"

[[school]]
urn = "990901"
name = "Dune Primary School"
phase = "primary"
council = "seaside-council"
"""


def with_change(old: str, new: str) -> str:
    """The small pack with one place changed; the place must be there exactly once."""
    assert SMALL.count(old) == 1, f"{old!r} stands {SMALL.count(old)} times in the small pack"
    return SMALL.replace(old, new)


HERE = "  # here"


def problem(old: str, new: str) -> Problem:
    """The one problem after a change. It must stand on the line that the change marks with HERE."""
    text = with_change(old, new)
    (found,) = check(text)
    marked = [number for number, line in enumerate(text.splitlines(), 1) if line.endswith(HERE)]
    assert [found.line] == marked, found
    return found
