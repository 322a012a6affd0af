"""A council's request is looked up, acknowledged and, rarely, withdrawn."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from goldenthread.cases.models import Fact, Remark
from goldenthread.demo.area import set_up_torbay
from goldenthread.demo.stories import Story
from goldenthread.intake import actions, queries
from goldenthread.intake.models import Request
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 11, 2)
LATER = date(2026, 11, 9)


def _facts(request: Request) -> list[tuple[str, date]]:
    return list(
        Fact.objects.filter(case=request.case).order_by("sequence").values_list("kind", "happened_on")
    )


def test_the_acknowledgement_names_who_will_respond_with_what_was_checked(story: Story) -> None:
    request = story.given_a_request(RECEIVED)
    ot, slt = story.services("OT", "SLT")
    actions.acknowledge(
        request=request,
        responding=[ot],
        checked=[actions.Checked(ot, "open"), actions.Checked(slt, "closed", date(2026, 5, 1))],
        remark="Told by telephone",
        by=story.cast.spoc,
        on=LATER,
    )
    standing = queries.standing(request.pk, story.cast.spoc)
    assert (standing.responding, standing.acknowledged_on) == ((str(ot.pk),), LATER)
    assert len(standing.looked_up) == 2
    assert Remark.objects.get(fact__kind=Kind.REQUEST_ACKNOWLEDGED).text == "Told by telephone"


def test_an_acknowledgement_that_names_nobody_is_refused_whole(story: Story) -> None:
    request = story.given_a_request(RECEIVED)
    checked = [actions.Checked(story.cast.services["OT"], "none")]
    with pytest.raises(Refused, match="Name at least one service") as refused:
        actions.acknowledge(request=request, responding=[], checked=checked, by=story.cast.spoc, on=RECEIVED)
    assert refused.value.field == "responding"
    assert [kind for kind, _ in _facts(request)] == [Kind.REQUEST_RECEIVED]


def test_the_same_acknowledgement_is_told_once_and_others_can_be_named_later(story: Story) -> None:
    request = story.given_a_request(RECEIVED)
    story.given_it_is_acknowledged(request, RECEIVED, "OT")
    with pytest.raises(Refused, match="told on 2 November 2026"):
        actions.acknowledge(request=request, responding=story.services("OT"), by=story.cast.spoc, on=LATER)
    actions.acknowledge(request=request, responding=story.services("OT", "PHN"), by=story.cast.spoc, on=LATER)
    assert len(queries.standing(request.pk, story.cast.spoc).responding) == 2


def test_two_acknowledgements_in_one_moment_are_one(at_once) -> None:
    story = Story(set_up_torbay(date(2020, 1, 1)))
    request, responding = story.given_a_request(RECEIVED), story.services("OT")
    at_once(
        *[
            lambda: actions.acknowledge(
                request=request, responding=responding, by=story.cast.spoc, on=RECEIVED
            )
        ]
        * 2
    )
    with transaction.atomic():
        assert Fact.objects.filter(kind=Kind.REQUEST_ACKNOWLEDGED).count() == 1


def test_a_withdrawn_request_is_neither_acknowledged_nor_withdrawn_again(story: Story) -> None:
    request = story.given_a_request(RECEIVED)
    said = {
        "request": request,
        "reason": "by-family",
        "remark": "Their e-mail",
        "by": story.cast.spoc,
        "on": LATER,
    }
    actions.withdraw(**said)
    assert queries.standing(request.pk, story.cast.spoc).withdrawn_on == LATER
    with pytest.raises(Refused, match="withdrawn on 9 November 2026"):
        actions.withdraw(**said)
    with pytest.raises(Refused, match="withdrawn on 9 November 2026"):
        actions.acknowledge(request=request, responding=story.services("OT"), by=story.cast.spoc, on=LATER)


@pytest.mark.parametrize(
    ("reason", "remark", "field"),
    [("not-known", "Nobody knows her", "reason"), ("by-council", " ", "remark")],
)
def test_a_request_is_withdrawn_for_a_reason_of_the_list_and_in_a_sentence(
    story: Story, reason: str, remark: str, field: str
) -> None:
    request = story.given_a_request(RECEIVED)
    with pytest.raises(Refused) as refused:
        actions.withdraw(request=request, reason=reason, remark=remark, by=story.cast.spoc, on=LATER)
    assert refused.value.field == field


def test_only_the_single_point_of_contact_checks_acknowledges_and_withdraws(story: Story) -> None:
    request, officer = story.given_a_request(RECEIVED), {"by": story.cast.officer, "on": LATER}
    (ot,) = story.services("OT")
    for deed in (
        lambda: actions.check(request=request, checked=[actions.Checked(ot, "open")], **officer),
        lambda: actions.acknowledge(request=request, responding=[ot], **officer),
        lambda: actions.withdraw(request=request, reason="by-council", remark="Their letter", **officer),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_a_request_is_seen_by_its_area_and_its_council_alone(story: Story) -> None:
    request = story.given_a_request(RECEIVED, named=("OT",))
    assert queries.request(request.pk, story.cast.officer) == request
    assert queries.of_case(request.case_id, story.cast.spoc) == [request]
    for stranger in (story.cast.therapist, story.cast.administrator):
        assert queries.standing(request.pk, stranger) is None
    standing = queries.standing(request.pk, story.cast.officer)
    assert (standing.received_on, standing.named) == (RECEIVED, {str(story.cast.services["OT"].pk)})
