"""What stands around every page, with and without somebody signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from goldenthread.design import fields, forms
from goldenthread.design.environment import environment
from goldenthread.design.page import Frame, Link, Page, Question, places
from goldenthread.design.tests.reading import EVIL, Screen, safe

LAYOUTS = ["page", "narrow", "question", "sign_in"]
LINKS = [Link("Worklist", "/"), Link("Services", "/services/"), Link("This month", "/month/")]
FRAME = Frame(
    front_door="Torbay front door",
    places=places("/services/slt/", LINKS),
    name="Pat Example",
    sign_out="/sign-out/",
    banner="Demonstration: today is 28 February 2022. Everyone here is invented.",
    footer=(Link("About the counting", "/about/"),),
)
ASKING = Question(
    title="Seek advice", caption="EHC-1", back=Link("Back to the case", "/cases/1/"), cancel="/cases/1/"
)


class Seek(forms.Form):
    reference = fields.Text("Reference", missing="Enter the reference")


@dataclass
class Message:
    level_tag: str
    words: str

    def __str__(self) -> str:
        return self.words


def show(layout: str, page: Page = ASKING, **context: Any) -> Screen:
    template = environment().get_template(f"design/layouts/{layout}.jinja")
    return safe(Screen(template.render({"page": page, **context})))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_stands_alone_with_title_and_heading(layout):
    screen = show(layout)
    assert screen.one("h1").text == "EHC-1 Seek advice"
    assert screen.one("title").text == "Seek advice – Goldenthread"
    assert screen.one("html")["lang"] == "en-GB"
    assert screen.one("main")["id"] == "maincontent"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_first_link_skips_to_the_content(layout):
    first = show(layout, frame=FRAME).all("a")[0]
    assert (first["href"], first.text) == ("#maincontent", "Skip to main content")


def test_nothing_comes_from_another_site():
    screen = show("page", frame=FRAME)
    addresses = [element[name] for element in screen.elements for name in ("src", "href") if element[name]]
    assert addresses and not [address for address in addresses if "//" in address]


def test_hostile_words_stay_words_everywhere():
    page = Page(title=EVIL, caption=EVIL, trail=(Link(EVIL, "/"),))
    frame = Frame(
        front_door=EVIL, name=EVIL, sign_out="/out/", banner=EVIL, places=places("/", [Link(EVIL, "/")])
    )
    screen = show("page", page, frame=frame, messages=[Message("success", EVIL)])
    assert [script["src"] for script in screen.all("script")] == ["/static/goldenthread.js"]


def test_the_navigation_marks_where_we_are():
    here = [link.text for link in show("page", frame=FRAME).all("a") if link["aria-current"]]
    assert here == ["Services"]


@pytest.mark.parametrize(
    ("path", "here"), [("/", ["Worklist"]), ("/month/2022-02/", ["This month"]), ("/services/", ["Services"])]
)
def test_the_place_that_leads_furthest_is_where_we_are(path, here):
    assert [place.text for place in places(path, LINKS) if place.is_here] == here


def test_nowhere_is_marked_on_a_page_outside_the_navigation():
    assert not any(place.is_here for place in places("/cases/1/", LINKS))


def test_signing_out_is_a_form_and_not_a_link():
    form = show("page", frame=FRAME, csrf_input="").one("form", action="/sign-out/")
    assert (form["method"], form.text) == ("post", "Sign out")


def test_without_anybody_signed_in_there_is_nothing_to_sign_out_of():
    screen = show("page")
    assert not screen.all("form")
    assert not screen.all("nav", aria_label="Menu")


def test_a_demonstration_says_so_on_every_page():
    assert show("page", frame=FRAME).one("div", class_="gt-banner").text == FRAME.banner
    assert not show("page").all("div", class_="gt-banner")


def test_a_warning_stands_on_every_page_until_it_is_heeded():
    screen = show("page", frame=Frame(warning="Restored from a backup."))
    assert screen.one("div", aria_label="Warning").text == "Restored from a backup."
    assert not show("page", frame=FRAME).all("div", aria_label="Warning")


def test_the_footer_claims_no_copyright_of_the_nhs():
    assert "© NHS" not in show("page", frame=FRAME).one("footer").text
    assert "About the counting" in show("page", frame=FRAME).one("footer").text


def test_breadcrumbs_lead_back_and_shrink_to_one_link_on_a_telephone():
    page = Page(title="Amelia", trail=(Link("Worklist", "/"), Link("Services", "/services/")))
    crumbs = show("page", page).one("nav", aria_label="Breadcrumb")
    assert crumbs.text.startswith("Worklist Services")
    assert show("page", page).one("a", class_="nhsuk-back-link").text == "Back to Services"


def test_a_back_link_says_where_it_leads():
    assert show("page").one("a", class_="nhsuk-back-link")["href"] == "/cases/1/"


@pytest.mark.parametrize(
    ("tag", "heading", "role"), [("success", "Done", "alert"), ("warning", "Important", "region")]
)
def test_what_was_just_done_is_announced(tag, heading, role):
    banner = show("page", messages=[Message(tag, "Advice was sought from 3 services.")]).one(
        "div", class_="nhsuk-notification-banner"
    )
    assert (banner["role"], banner.text) == (role, f"{heading} Advice was sought from 3 services.")


def test_a_form_that_was_not_sent_has_no_problem():
    screen = show("question", form=Seek())
    assert not screen.all("div", class_="nhsuk-error-summary")
    assert screen.one("title").text.startswith("Seek advice")


def test_problems_lead_the_page_and_its_title_and_link_to_their_fields():
    screen = show("question", form=Seek({"x": "1"}))
    summary = screen.one("div", class_="nhsuk-error-summary")
    assert summary.text == "There is a problem Enter the reference"
    assert screen.one("a", href="#id_reference").text == "Enter the reference"
    assert screen.one("title").text.startswith("Error: ")
    assert screen.elements.index(summary) < screen.elements.index(screen.one("h1"))


def test_a_question_posts_to_itself_with_a_token_and_a_way_to_give_up():
    screen = show("question", form=Seek(), csrf_input="TOKEN")
    form = screen.one("form")
    assert (form["method"], form["action"], form["enctype"]) == ("post", None, None)
    assert "TOKEN" in form.text
    assert screen.one("button", type="submit").text == "Save"
    assert [link.text for link in screen.all("a", href="/cases/1/")] == ["Back to the case", "Cancel"]


def test_a_question_for_a_file_can_send_it():
    form = show("question", Question(title="Import", upload=True), form=Seek()).one("form")
    assert form["enctype"] == "multipart/form-data"


def test_signing_in_offers_no_way_back():
    assert not show("sign_in").all("a", class_="nhsuk-back-link")


def test_a_misspelt_page_fails_in_a_layout():
    @dataclass(frozen=True)
    class Misspelt:
        tilte: str = "Seek advice"

    with pytest.raises(AttributeError, match="Misspelt has no"):
        environment().get_template("design/layouts/page.jinja").render(page=Misspelt())
