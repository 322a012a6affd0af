"""Who reads a document: by its part of the record, its class, whose advice it is, and by a restriction."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from goldenthread.cases.actions import restrict, share
from goldenthread.cases.models import Case
from goldenthread.database.acting import acting_as
from goldenthread.demo.stories import Story
from goldenthread.documents import actions, queries
from goldenthread.documents.checks.tests import made
from goldenthread.documents.models import Document, Version
from goldenthread.documents.queries import Wanted
from goldenthread.documents.tests import ON, file, filed, visit_file
from goldenthread.rules.access import Basis, Classification, Role, Section
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db


def test_another_service_s_advice_is_not_open_to_a_service(story: Story, case: Case, visit: Any) -> None:
    therapist = story.cast.therapist
    own = filed(case, therapist, title="Own")
    assert own.service == story.cast.services["SLT"]
    others = filed(case, story.cast.spoc, title="Others", service=story.cast.services["OT"])
    shared = filed(case, story.cast.spoc, title="Shared", section=Section.REQUESTS, kind="request")
    titles = {line.title for line in _lines(case, therapist)}
    assert titles == {own.title, shared.title}
    assert visit(therapist, "documents:document", others.pk).status_code == 404
    assert visit(therapist, "documents:renew", others.pk).status_code == 404
    assert visit_file(visit, therapist, others.versions.get()).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.renew(document=others, number=1, content=made.pdf(), file_name="a.pdf", by=therapist, on=ON)
    with pytest.raises(PermissionDenied):
        actions.download(version=others.versions.get(), by=therapist, on=ON)
    with pytest.raises(Refused, match="was not asked on this case"):
        filed(case, therapist, service=story.cast.services["OT"])


def _lines(case: Case, viewer: Any, **wanted: str) -> list[queries.Line]:
    with acting_as(viewer):
        rows = queries.of_case(case, viewer, Wanted(**wanted))
        return queries.lines(rows, viewer=viewer, start=0, limit=99)


@pytest.mark.parametrize(
    ("class_", "readers"),
    [
        (Classification.ORDINARY, {Role.SPOC_ADMINISTRATOR, Role.PARENT, Role.SOCIAL_WORKER}),
        (Classification.CONFIDENTIAL, {Role.SPOC_ADMINISTRATOR, Role.SOCIAL_WORKER}),
        (Classification.SAFEGUARDING, {Role.SOCIAL_WORKER}),
        (Classification.SEALED, {Role.SOCIAL_WORKER}),
    ],
)
def test_how_closely_a_document_is_kept_decides_who_reads_it(
    story: Story, case: Case, class_: Classification, readers: set[Role]
) -> None:
    people = story.cast.people
    let_in = {Role.PARENT: Basis.PARENTAL_RESPONSIBILITY, Role.SOCIAL_WORKER: Basis.SAFEGUARDING}
    for role, basis in let_in.items():
        share(case=case, person=people[role], basis=basis, by=story.cast.spoc, on=ON)
    filed(case, people[Role.SOCIAL_WORKER], classification=class_)
    found = {role for role in (*let_in, Role.SPOC_ADMINISTRATOR) if _lines(case, people[role])}
    assert found == readers


def test_a_restriction_of_the_part_keeps_the_document_too_also_in_the_database(
    story: Story, case: Case, visit: Any
) -> None:
    document = filed(case, story.cast.spoc)
    restrict(
        case=case,
        person=story.cast.officer,
        section=Section.ADVICE,
        reason="conflict",
        by=story.cast.manager,
        on=ON,
    )
    assert visit(story.cast.officer, "documents:document", document.pk).status_code == 404
    assert _lines(case, story.cast.officer) == []
    with acting_as(story.cast.officer):
        assert not Document.objects.exists()
        assert not Version.objects.exists()


def test_a_stranger_finds_nothing_and_who_may_not_file_cannot(story: Story, case: Case, visit: Any) -> None:
    document = filed(case, story.cast.spoc)
    parent = story.cast.people[Role.PARENT]
    for route in ("documents:document", "documents:download"):
        thing = document if route.endswith("document") else document.versions.get()
        assert visit(parent, route, thing.pk).status_code == 404
    assert visit(parent, "documents:of_case", case.pk).status_code == 404
    assert visit(parent, "documents:upload", case.pk).status_code == 403
    assert visit(story.cast.people[Role.SOCIAL_WORKER], "documents:upload", case.pk).status_code == 404
    with pytest.raises(PermissionDenied):
        filed(case, parent)
    share(case=case, person=parent, basis=Basis.PARENTAL_RESPONSIBILITY, by=story.cast.spoc, on=ON)
    assert visit(parent, "documents:document", document.pk).status_code == 200
    assert "Add a new version" not in visit(parent, "documents:document", document.pk).words


def test_the_library_is_its_managers_and_no_family_s(story: Story, visit: Any) -> None:
    typed = {"title": "Template of an advice", "kind": "template", "file": file()}
    answer = visit(story.cast.manager, "documents:shelve", **typed)
    assert "“Template of an advice” was added to the library." in answer.told
    document = Document.objects.get()
    for role in (Role.SEND_OFFICER, Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.COMMISSIONER):
        person = story.cast.people[role]
        assert "Template of an advice" in visit(person, "documents:library").words, role
        assert visit_file(visit, person, document.versions.get()).status_code == 200, role
        assert visit(person, "documents:shelve").status_code == 403, role
    for role in (Role.HEALTH_PRACTITIONER, Role.PARENT, Role.SENCO, Role.AREA_ADMINISTRATOR):
        person = story.cast.people[role]
        assert visit(person, "documents:library").status_code == 403, role
        assert visit(person, "documents:document", document.pk).status_code in (403, 404), role
        assert visit_file(visit, person, document.versions.get()).status_code in (403, 404), role
    renewed = {"number": "1", "file": file(made.pdf(), "New.pdf")}
    assert visit(story.cast.officer, "documents:renew", document.pk, **renewed).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.renew(
            document=document, number=1, content=made.pdf(), file_name="a.pdf", by=story.cast.officer, on=ON
        )
    renewed["file"] = file(made.pdf(), "New.pdf")
    assert "Version 2" in visit(story.cast.manager, "documents:renew", document.pk, **renewed).told


def test_a_household_s_document_is_read_by_nobody_of_the_family_whose_it_may_not_be(
    story: Story, case: Case
) -> None:
    father = story.cast.people[Role.SOCIAL_WORKER]
    share(case=case, person=father, basis=Basis.PARENTAL_RESPONSIBILITY, by=story.cast.spoc, on=ON)
    filed(case, story.cast.spoc, section=Section.HOUSEHOLD, title="Where the mother lives")
    assert _lines(case, story.cast.spoc)
    for person in (father, story.cast.people[Role.PARENT]):
        assert _lines(case, person) == []
        with acting_as(person):
            assert not Document.objects.exists()


def test_a_part_that_is_shut_on_one_case_of_a_child_is_shut_on_the_others(story: Story, case: Case) -> None:
    other = story.given_a_request(ON, child=case.child, reference="GT/2").case
    filed(other, story.cast.spoc, section=Section.HOUSEHOLD, title="Where the mother lives")
    words = {"person": story.cast.officer, "section": Section.HOUSEHOLD, "reason": "safeguarding"}
    restrict(case=case, **words, by=story.cast.manager, on=ON)
    assert _lines(other, story.cast.officer) == []
