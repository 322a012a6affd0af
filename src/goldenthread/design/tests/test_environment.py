"""Templates stand beside views, say what is misspelt, and escape what people type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import jinja2
import pytest
from django.urls import NoReverseMatch, path

from goldenthread.design.environment import environment
from goldenthread.design.tests.reading import EVIL


@dataclass(frozen=True)
class Page:
    heading: str


class Row(NamedTuple):
    child: str


def render(template: str, **context: object) -> str:
    return environment().from_string(template).render(context)


def test_a_template_is_named_by_its_path_from_the_package():
    assert (
        environment().get_template("design/layouts/page.jinja").filename.endswith("design/layouts/page.jinja")
    )


def test_the_macros_of_nhs_uk_are_found():
    tag = '{% from "nhsuk/components/tag/macro.jinja" import tag %}{{ tag({"text": "Late"}) }}'
    assert "nhsuk-tag" in render(tag)


def test_a_misspelt_attribute_of_a_page_fails_by_name():
    with pytest.raises(AttributeError, match="Page has no 'headnig'"):
        render("{{ page.headnig }}", page=Page("Seek advice"))


def test_a_misspelt_attribute_fails_in_a_question_too():
    with pytest.raises(AttributeError, match="Page has no 'is_late'"):
        render("{% if page.is_late %}late{% endif %}", page=Page("Seek advice"))


def test_a_row_that_is_a_named_tuple_is_as_strict():
    with pytest.raises(AttributeError, match="Row has no 'chlid'"):
        render("{{ row.chlid }}", row=Row("Amelia"))


def test_what_is_not_ours_stays_lenient_as_the_macros_need():
    assert render("{{ params.small.and.beyond }}", params={"text": "Late"}) == ""


def test_what_people_type_is_escaped():
    assert "<script>" not in render("{{ page.heading }}", page=Page(EVIL))


def test_escaping_cannot_be_switched_off():
    assert environment(autoescape=False).from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"


class Routes:
    urlpatterns = (path("cases/<int:case>/seek/", print, name="seek"),)


def test_links_are_made_from_routes(settings):
    settings.ROOT_URLCONF = Routes
    assert render('{{ url("seek", 7) }}{{ url("seek", case=8) }}') == "/cases/7/seek//cases/8/seek/"


def test_a_route_that_does_not_exist_fails_where_it_is_written(settings):
    settings.ROOT_URLCONF = Routes
    with pytest.raises(NoReverseMatch, match="nowhere"):
        render('{{ url("nowhere") }}')


def test_assets_have_the_addresses_that_the_server_gives_them():
    assert render('{{ static("goldenthread.css") }}').endswith("goldenthread.css")


def test_a_template_that_does_not_exist_is_said_so():
    with pytest.raises(jinja2.TemplateNotFound):
        environment().get_template("design/layouts/nothing.jinja")
