"""A council's request never waits where nobody looks: what it waits for is asked of the facts."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.advice import actions as advice
from goldenthread.deadlines import queries
from goldenthread.deadlines.awaited import Deed, Wait, waits
from goldenthread.deadlines.models import Awaited
from goldenthread.deadlines.snapshot import rebuild, refresh
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Fact, Kind

ON, NEXT = date(2026, 11, 2), date(2026, 11, 3)
RECEIVED = Fact(Kind.REQUEST_RECEIVED, ON, "r", {"source": "council", "named": []}, "1", 1)
TOLD = Fact(Kind.REQUEST_ACKNOWLEDGED, NEXT, "r", {"responding": ["slt", "ot"]}, "2", 2)
SLT = Fact(Kind.ADVICE_SOUGHT, NEXT, "a", {"service": "slt", "request": "r"}, "3", 3)
OT = Fact(Kind.ADVICE_SOUGHT, NEXT, "b", {"service": "ot", "request": "r"}, "4", 4)
IMPORTED = Fact(Kind.ADVICE_IMPORTED, NEXT, "a", {"file": "x"}, "5", 5)
WITHDRAWN = Fact(Kind.REQUEST_WITHDRAWN, NEXT, "r", {"reason": "by-family"}, "6", 6)
STRUCK = Fact(Kind.FACT_CORRECTED, NEXT, "r", {"void": True, "details": {}}, "7", 7, corrects="2")
FEWER = Fact(
    Kind.FACT_CORRECTED, NEXT, "r", {"void": False, "details": {"responding": ["slt"]}}, "8", 8, corrects="2"
)

RECORDS = Fact(
    Kind.REQUEST_RECEIVED,
    ON,
    "r",
    {"source": "council", "named": [], "records": {"slt": ["x"], "ot": ["x"]}},
    "1",
    1,
)
LOOKED = Fact(
    Kind.INVOLVEMENT_CHECKED, NEXT, "r", {"service": "slt", "system": "x", "involvement": "none"}, "9", 9
)
TEAM = Fact(Kind.RECORDS_REQUESTED, NEXT, "r", {"service": "ot", "systems": ["x"]}, "10", 10)
CAME = Fact(Kind.ADVICE_RECORDED, NEXT, "a", {}, "11", 11)
GONE = Fact(Kind.ADVICE_WITHDRAWN, NEXT, "b", {}, "12", 12)

TO_ACKNOWLEDGE = Wait("r", Deed.ACKNOWLEDGE, ON, ON, ())


@pytest.mark.parametrize(
    ("history", "found"),
    [
        ([RECEIVED], [TO_ACKNOWLEDGE]),
        ([RECEIVED, TOLD], [Wait("r", Deed.SEEK, ON, NEXT, ("slt", "ot"))]),
        ([RECEIVED, TOLD, SLT], [Wait("r", Deed.SEEK, ON, NEXT, ("ot",))]),
        ([RECEIVED, TOLD, SLT, OT], []),
        ([RECEIVED, TOLD, SLT, FEWER], []),
        ([RECEIVED, SLT], [TO_ACKNOWLEDGE]),
        ([RECEIVED, SLT, IMPORTED], []),
        ([RECEIVED, WITHDRAWN], []),
        ([RECEIVED, TOLD, WITHDRAWN], []),
        ([RECEIVED, TOLD, STRUCK], [TO_ACKNOWLEDGE]),
        ([], []),
    ],
)
def test_a_request_waits_until_every_promised_service_was_asked(
    history: list[Fact], found: list[Wait]
) -> None:
    assert list(waits(history)) == found


@pytest.mark.parametrize(
    ("history", "found"),
    [
        ([RECORDS], []),
        ([RECORDS, TEAM], [(NEXT, ("ot",))]),
        ([RECORDS, TOLD, SLT, OT], [(ON, ("ot", "slt"))]),
        ([RECORDS, TOLD, SLT, OT, LOOKED], [(ON, ("ot",))]),
        ([RECORDS, TOLD, SLT, OT, LOOKED, TEAM], [(NEXT, ("ot",))]),
        ([RECORDS, TOLD, SLT, OT, LOOKED, CAME], [(ON, ("ot",))]),
        ([RECORDS, TOLD, SLT, OT, LOOKED, CAME, GONE], []),
        ([RECORDS, TOLD, SLT, OT, WITHDRAWN], []),
        ([RECEIVED, SLT, IMPORTED], []),
    ],
)
def test_records_are_to_be_looked_into_until_all_advice_is_here(
    history: list[Fact], found: list[tuple[date, tuple[str, ...]]]
) -> None:
    looks = [wait for wait in waits(history) if wait.deed is Deed.LOOK]
    assert [(wait.since_on, wait.services) for wait in looks] == found


@pytest.mark.django_db
def test_what_waits_is_fresh_to_its_reader(story: Story) -> None:
    request = story.given_a_request(ON)
    spoc = story.cast.spoc
    assert queries.awaited(spoc, Deed.ACKNOWLEDGE).get().request_id == request.pk
    story.given_it_is_acknowledged(request, NEXT, "SLT")
    assert not queries.awaited(spoc, Deed.ACKNOWLEDGE).exists()
    assert queries.awaited(spoc, Deed.SEEK).get().services == [str(story.cast.services["SLT"].pk)]
    advice.seek(request=request, services=story.services("SLT"), by=spoc, on=NEXT)
    (look,) = queries.awaited(spoc)
    assert (look.deed, len(look.services)) == (Deed.LOOK, 5)
    others = [label for label in story.cast.services if label != "SLT"]
    story.given_the_records_say(request, NEXT, *others)
    assert not queries.awaited(spoc).exists()


@pytest.mark.django_db
def test_dropped_and_rebuilt_it_is_equal(story: Story) -> None:
    story.given_a_request(ON)
    story.given_it_is_acknowledged(story.given_a_request(ON), NEXT, "SLT", "OT")
    refresh()
    columns = [field.name for field in Awaited._meta.fields if field.name != "id"]
    before = sorted(Awaited.objects.values_list(*columns), key=str)
    rebuild()
    assert sorted(Awaited.objects.values_list(*columns), key=str) == before
    assert len(before) == 3
