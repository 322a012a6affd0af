"""A service in real time (S0-24)."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.demo.area import Cast, pack_text
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen
from goldenthread.directory.actions import load

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2026, 9, 1), date(2026, 11, 9)


def _figures(screen: Screen) -> dict[str, str]:
    tiles = screen.all("li", class_="gt-figures__one")
    return {" ".join(tile.words[1:]).strip(): tile.words[0] for tile in tiles}


def test_its_figures_are_counted_as_the_page_loads(shown, cast: Cast, story: Story) -> None:
    (first,) = story.given_advice_is_sought(EARLY, "SLT")
    story.given_advice_is_sought(LATE, "SLT")
    where = (cast.therapist, "desk:service", cast.services["SLT"].pk)
    heard = "Received in the last 12 months"
    names = ("Open", "Overdue", "Not acknowledged", heard, "On the not-known route")
    assert _figures(shown(*where)) == dict(zip(names, ("2", "1", "2", "0", "0"), strict=True))
    story.given_advice_comes(first, date(2026, 10, 1))
    assert _figures(shown(*where)) == dict(zip(names, ("1", "0", "1", "1", "0"), strict=True))
    assert "Received in time in the last 12 months: 1 of 1 (100%)." in shown(*where).one("main").text


def test_each_figure_opens_the_requests_behind_it(shown, client, cast: Cast, story: Story) -> None:
    story.given_advice_is_sought(EARLY, "SLT", "OT")
    screen = shown(cast.spoc, "desk:service", cast.services["SLT"].pk)
    for tile in screen.all("li", class_="gt-figures__one"):
        link = next(link for link in screen.all("a") if link.text == tile.text)
        shows = client.get(link["href"]).content.decode()
        assert (f">{tile.words[0]} request" in shows) or "nhsuk-inset-text" in shows


def test_its_open_requests_stand_below_the_earliest_due_first(shown, cast: Cast, story: Story) -> None:
    story.given_advice_is_sought(LATE, "SLT")
    (late,) = story.given_advice_is_sought(EARLY, "SLT")
    screen = shown(cast.spoc, "desk:service", cast.services["SLT"].pk)
    first = screen.all("th", role="rowheader")[0]
    assert first.text == f"Child {late.case.child.name}"
    assert "Red: 40 days late" in screen.one("main").text
    assert "The oldest open request was due on 13 October 2026." in screen.one("main").text


def test_it_says_how_to_reach_it_who_watches_and_where_records_are(shown, cast: Cast) -> None:
    text = shown(cast.officer, "desk:service", cast.services["SLT"].pk).one("main").text
    for said in (
        "Contact point slt@cfhd.example",
        "Monitored by Therapies administrator",
        "Contact last checked 22 February 2021",
        "Provided by Children and Family Health Devon",
        "Also called SALT, S&LT",
        "Community child health record (electronic)",
        "Nothing is awaited from this service.",
    ):
        assert said in text


def test_it_says_how_old_the_check_of_its_contact_is_and_what_that_means(
    shown, cast: Cast, today: date
) -> None:
    where = (cast.officer, "desk:service", cast.services["SLT"].pk)
    assert "It was checked 2,099 days ago, which is more than 90 days." in shown(*where).one("main").text
    assert "Letters leave meanwhile." in shown(*where).one("main").text
    setter = ensure_system_account("set-up", "Set-up")
    text = pack_text("torbay").replace("[practice]", "[practice]\ncontacts_checked_within = { weeks = 26 }")
    load(text=text, by=setter, on=today)
    assert "more than 26 weeks" in shown(*where).one("main").text
    assert "Letters to it are held back until then." in shown(*where).one("main").text
    load(text=text.replace("checked_on = 2021-02-22", "checked_on = 2026-11-20"), by=setter, on=today)
    text = shown(*where).one("main").text
    assert "Contact last checked 20 November 2026" in text and "To be checked" not in text


def test_another_service_is_not_there_for_a_member(status, cast: Cast) -> None:
    assert status(cast.therapist, "desk:service", cast.services["SLT"].pk) == 200
    assert status(cast.therapist, "desk:service", cast.services["OT"].pk) == 404


def test_referrals_to_the_service_wait_on_its_page_for_an_answer(shown, cast: Cast, story: Story) -> None:
    (ot,) = story.given_advice_is_sought(LATE, "OT")
    story.given_the_child_is_not_known(ot, LATE)
    referral = story.given_a_full_referral(ot, LATE, "SLT")
    address = f"/advice/referrals/{referral.pk}/"
    assert shown(cast.therapist, "desk:service", cast.services["SLT"].pk).all("a", href=address)
    screen = shown(cast.officer, "desk:service", cast.services["SLT"].pk)
    assert "Referrals to answer" in screen.one("main").text
    assert not screen.all("a", href=address)
    story.given_advice_comes(ot, LATE)
    later = shown(cast.spoc, "desk:service", cast.services["SLT"].pk)
    assert "Referrals to answer" not in later.one("main").text
