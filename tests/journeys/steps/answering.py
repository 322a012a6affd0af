"""What health answers about late advice, before anybody opens a page."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.post import actions as post
from goldenthread.post.models import Message
from goldenthread.rules.access import Role
from goldenthread.rules.outcomes import Said

ASKED_ON = date(2026, 11, 2)
LADDER = (
    date(2026, 12, 15),
    date(2026, 12, 29),
    date(2026, 12, 31),
    date(2027, 1, 11),
    date(2027, 1, 25),
)
ANSWERED_ON = date(2027, 1, 26)


def given_health_promised_one_and_refused_one(cast, story, it_is):
    """Of Wren Rowe's three: SLT was promised by 12 February, CAMHS will not be given; OT came in time."""
    wren = story.given_a_child("Wren", "Rowe", on=ASKED_ON)
    request = story.given_a_request(ASKED_ON, child=wren, reference="EHC26-0101")
    slt, camhs, ot = story.given_advice_is_sought(ASKED_ON, "SLT", "CAMHS", "OT", request=request)
    story.given_advice_comes(ot, date(2026, 12, 1))
    for day in LADDER:
        it_is(day)
    answers = (
        (slt, "health-date", Said(date(2027, 2, 12), "staff-absence", words="The therapist is ill.")),
        (camhs, "health-not-provided", Said(None, "not-required", ("head-camhs",), "The last report holds.")),
    )
    with transaction.atomic():
        for asked, template, told in answers:
            letter = Message.objects.get(about=asked.pk, step="health-outcome", recipient="ad-education")
            head = cast.people[Role.HEAD_OF_SERVICE]
            post.complete(
                message=letter, told=told, template_code=template, version=1, by=head, on=ANSWERED_ON
            )
