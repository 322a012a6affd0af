"""Six cases, one for each relation that somebody can have to one; every field of every child is found nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from goldenthread.accounts.actions import ensure_system_account, invite, join, keep
from goldenthread.accounts.models import User
from goldenthread.advice import actions as advice
from goldenthread.advice.models import AdviceRequest
from goldenthread.advice.workbook.queries import services as services_to_list
from goldenthread.advice.workbook.tests.handling import a_list
from goldenthread.cases.actions import open_in_emergency, restrict, share
from goldenthread.cases.models import Case, Fact
from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import Cast, pack_text, set_up_torbay
from goldenthread.demo.people import LET_IN
from goldenthread.demo.stories import NhsNumbers, Story
from goldenthread.directory.actions import load
from goldenthread.directory.models import Organisation
from goldenthread.directory.queries import organisation, schools, services
from goldenthread.documents.actions import upload
from goldenthread.documents.checks.tests.made import png
from goldenthread.inbox.tests.written import came
from goldenthread.inbox.tests.written import mail as mail_of
from goldenthread.intake.actions import answer, ask, describe
from goldenthread.intake.models import Question
from goldenthread.measures.figures import Figure
from goldenthread.measures.month import month_of
from goldenthread.measures.period import quarter_of
from goldenthread.measures.returns import Part
from goldenthread.people.actions import add_carer
from goldenthread.people.models import Child
from goldenthread.post.models import Message
from goldenthread.rules.access import Basis, Classification, Role, Section
from goldenthread.rules.facts import Kind
from goldenthread.rules.report import Contact, Need
from goldenthread.rules.sending import State
from goldenthread.tracker.actions import import_
from goldenthread.tracker.actions import upload as upload_tracker
from goldenthread.tracker.rehearsing import read_content

START, RECEIVED, TODAY = date(2020, 1, 1), date(2026, 9, 7), date(2026, 11, 22)
RELATIONS = ("own", "service", "organisation", "area", "other", "restricted")
WORDS = ("Alder", "Birch", "Cedar", "Damson", "Elder", "Fuchsia")
IN_THE_MAIL = {"torbay": "Damson", "cheshire-east": "Elder"}
"""A mail that came in is of an area, and of no case yet: its words are those of the case that the area alone sees."""
HEADING = "LA ref,Forename,Surname,NHS No.,Date request rec'd,Service\n"
_serial = count(1)


@dataclass(frozen=True, slots=True)
class About:
    """A case, all that an address about it can name, and what is found of its child by the name of its section."""

    case: Case
    word: str
    things: dict[str, Any]
    canaries: dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class World:
    """Torbay with its people, another area, and a case of each relation."""

    cast: Cast
    cases: dict[str, About]
    areas: dict[str, dict[str, Any]]

    def things(self, relation: str) -> dict[str, Any]:
        """What an address can name, of this relation's case and area; of the own area where none is told."""
        area = self.areas["other" if relation == "other" else "own"]
        return {**area, **(self.cases[relation].things if relation in self.cases else {})}

    @property
    def people(self) -> dict[Role, User]:
        return self.cast.people.everybody()


def made() -> World:
    """Everything, through the real actions."""
    cast = set_up_torbay(START)
    story, away = Story(cast), Story(_elsewhere(cast), NhsNumbers(500))
    tick(by=cast.tick, on=RECEIVED)
    devon = organisation("devon-council")
    cases = {
        "own": _lived(story, "own", "SLT", "CAMHS"),
        "service": _lived(story, "service", "SLT", "CAMHS"),
        "organisation": _lived(story, "organisation", "OT", "CAMHS"),
        "area": _lived(story, "area", "PHN", council=devon),
        "other": _lived(away, "other", "SLT East", "OT East"),
        "restricted": _lived(story, "restricted", "SLT", "CAMHS"),
    }
    for kept in ("own", "restricted"):
        _let_in(cast, cases[kept].case)
    colleague = _colleague(cast)
    for name, about in cases.items():
        told = (away if name == "other" else story).cast
        about.things.update(_let_in_and_kept_out(told, about, told.spoc if name == "other" else colleague))
    kept_to = cases["restricted"].case
    share(case=kept_to, person=cast.spoc, basis=Basis.ADVICE, by=cast.spoc, on=RECEIVED)
    restrict(case=kept_to, person=None, reason="conflict", by=cast.manager, on=RECEIVED)
    tick(by=cast.tick, on=TODAY)
    for about in cases.values():
        about.things["message_id"] = _to_sign(about)
    cast.people.everybody()
    return World(cast, cases, {"own": of_an_area(story), "other": of_an_area(away)})


def _to_sign(about: About) -> UUID:
    """The letter of the case's late advice that waits for a signature; in Cheshire East the first of its ladder."""
    letters = Message.objects.filter(about=about.things["about"], is_copy=False).order_by("pk")
    found: UUID = (letters.filter(state=State.TO_SIGN.value).first() or letters.earliest("pk")).pk
    return found


def _elsewhere(cast: Cast) -> Cast:
    """Cheshire East, which shares no organisation with Torbay, and somebody who works there."""
    by = ensure_system_account("set-up", "Set-up")
    area = load(text=pack_text("cheshire-east"), by=by, on=START).version.area
    desk = organisation("cheshire-east-health-desk")
    worker = invite(email="desk@cheshire.example", name="Ottoline Vane", password=None, by=by, on=START)
    join(user=worker, organisation=desk, role=Role.SPOC_MANAGER, by=by, on=START)
    there = {service.label: service for service in services(area.pk)}
    council = organisation("cheshire-east-council")
    return replace(cast, area=area, spoc=worker, manager=worker, services=there, council=council)


def _colleague(cast: Cast) -> User:
    """A second social worker, whom no test asks: what they are let into and kept out of is nobody else's."""
    done: dict[str, Any] = {"by": cast.tick, "on": START}
    user = invite(email="colleague@torbay.example", name="Loveday Tripp", password=None, **done)
    join(user=user, organisation=cast.council, role=Role.SOCIAL_WORKER, **done)
    return user


def _let_in_and_kept_out(cast: Cast, about: About, person: User) -> dict[str, Any]:
    """They open the case in an emergency, are let into it, and are kept out of what staff wrote there."""
    case, word = about.case, about.word
    told = {
        "found_by": case.reference,
        "reason": "safeguarding",
        "words": f"{word}hurry: she came to us tonight.",
    }
    opened = open_in_emergency(**told, by=person, on=TODAY)
    ground: dict[str, Any] = {"basis": Basis.SAFEGUARDING, "evidence": f"{word}evidence"}
    relation = share(case=case, person=person, **ground, by=cast.spoc, on=TODAY)
    kept: dict[str, Any] = {"section": Section.REMARKS, "reason": "conflict", "by": cast.manager, "on": TODAY}
    restriction = restrict(case=case, person=person, **kept)
    return {"emergency_id": opened.pk, "relation_id": relation.pk, "restriction_id": restriction.pk}


def _let_in(cast: Cast, case: Case) -> None:
    words: dict[str, Any] = {"case": case, "by": cast.spoc, "on": RECEIVED}
    for role, basis in LET_IN.items():
        share(person=cast.people[role], basis=basis, **words)
    share(organisation=cast.school, basis=Basis.CONSULTED, **words)


def _lived(story: Story, name: str, *labels: str, council: Organisation | None = None) -> About:
    """One case with advice that is late, advice that came, words written beside it, and a parent; some wait again."""
    word = WORDS[RELATIONS.index(name)]
    child = _child(story, word)
    reference = f"GT/{word}/1"
    request = story.given_a_request(RECEIVED, child=child, reference=reference, council=council)
    asked, *came = story.given_advice_is_sought(RECEIVED, *labels, request=request)
    by, early, late = story.cast.spoc, RECEIVED + timedelta(days=3), RECEIVED + timedelta(days=50)
    beside = {"remark": f"{word}remark was written here.", "by": by}
    story.given_the_child_is_not_known(asked, RECEIVED)
    referral = advice.refer(
        advice=asked, service=asked.service, identified=f"{word}need", potential=f"{word}potential",
        support=f"{word}support", by=by, on=RECEIVED,
    )  # fmt: skip
    hopes = {"aspirations": f"{word}hope", "outcomes": f"{word}outcome"}
    describe(request=request, version=1, changes=hopes, by=by, on=RECEIVED)
    advice.chase(advice=asked, on=early, **beside)
    advice.excuse(advice=asked, ground="exceptional-circumstances", on=early, **beside)
    advice.explain(advice=asked, cause="capacity", on=late, **beside)
    advice.draft(advice=asked, typed={"need_1": f"{word}draft"}, version=0, by=by, on=early)
    for each in came:
        _answered(each, word, by, early if name == "own" else late)
    if name in ("area", "other"):
        story.given_a_request(TODAY, child=child, reference=f"GT/{word}/2", council=council)
    paper = upload(
        case=request.case, title=f"{word}paper", kind="advice", section=Section.ADVICE, service=asked.service,
        content=png(), file_name=f"{word}scan.png", by=by, on=early,
    )  # fmt: skip
    shared: dict[str, Any] = {"case": request.case, "content": png(), "file_name": f"{word}roof.png"}
    upload(**shared, title="", kind="letter", section=Section.HOUSEHOLD, by=by, on=early)
    question = _questions(asked, word, by, early, late)
    things = {
        "question_id": question.pk, "document_id": paper.pk, "version_id": paper.versions.get().pk,
        "case_id": request.case_id, "child_id": child.pk, "request_id": request.pk, "advice_id": asked.pk,
        "about": asked.pk, "limit": "advice", "step": "chase", "service_id": asked.service_id,
        "referral_id": referral.pk, "carer_id": child.carers.get(classification=Classification.ORDINARY.value).pk,
        "fact_id": Fact.objects.get(about=asked.pk, kind=Kind.ADVICE_SOUGHT).pk,
    }  # fmt: skip
    return About(request.case, word, things, _canaries(child, word))


def _questions(asked: AdviceRequest, word: str, by: User, early: date, late: date) -> Question:
    """Two questions to the service: one that waits, which is returned, and one that was answered."""
    to = f"service:{asked.service_id}"
    question = ask(case=asked.case, to=to, text=f"{word}remark: is it so?", by=by, on=early)
    answered = ask(case=asked.case, to=to, text=f"{word}remark: since when?", by=by, on=early)
    answer(question_id=answered.pk, text=f"{word}answer: since May.", by=by, on=late)
    return question


def _answered(asked: AdviceRequest, word: str, by: User, on: date) -> None:
    """A service wrote its advice: each part of it has the child's word."""
    need = Need(f"{word}title: few words", f"{word}title: therapy", f"{word}title: more words")
    told: dict[str, Any] = {"needs": [need], "contacts": [Contact(f"{word}author", 2, START, RECEIVED)]}
    advice.answer(advice=asked, author=f"{word}author", **told, by=by, on=on)


def _child(story: Story, word: str) -> Child:
    """A child of whom each particular has a word of its own."""
    serial = WORDS.index(word)
    child = story.given_a_child(
        f"{word}fore", f"{word}sur", born_on=date(2011 + serial, 3 + serial, 11 + serial),
        school=schools()[serial],
    )  # fmt: skip
    child.upn, child.uln = f"A80120000{serial}00B"[:13], f"77700000{serial}1"
    child.gp_practice = f"{word}practice"
    child.save()
    add_carer(
        child=child, name=f"{word}carer", relationship=f"{word}kin", email=f"{word.lower()}post@family.example",
        phone=f"01632 96000{serial}", by=story.cast.spoc, on=RECEIVED,
    )  # fmt: skip
    add_carer(
        child=child, name=f"{word}refuge", relationship="Aunt", classification=Classification.SEALED,
        by=story.cast.spoc, on=RECEIVED,
    )  # fmt: skip
    return child


def _canaries(child: Child, word: str) -> dict[str, set[str]]:
    carer = child.carers.get(classification=Classification.ORDINARY.value)
    return {
        "child": {child.forename, child.surname},
        "reference": {f"GT/{word}/"},
        "birth": {f"{child.born_on:%-d %B %Y}", child.born_on.isoformat(), f"{child.born_on:%d/%m/%Y}"},
        "identifiers": {child.nhs_number, child.upn, child.uln, child.gp_practice},
        "household": {
            carer.name,
            carer.relationship,
            carer.email,
            carer.phone.replace(" ", ""),
            f"{word}roof",
        },
        "sealed": {f"{word}refuge"},
        "requests": {f"{word}hope", f"{word}outcome"},
        "advice": {
            f"{word}title",
            f"{word}author",
            f"{word}paper",
            f"{word}scan",
            f"{word}need",
            f"{word}potential",
            f"{word}support",
        },
        "draft": {f"{word}draft"},
        "remarks": {f"{word}remark", f"{word}answer"},
        "emergency": {f"{word}hurry"},
        "evidence": {f"{word}evidence"},
        "mail": {f"{word}mail", f"{word.lower()}mail"} if word in IN_THE_MAIL.values() else set(),
    }


def of_an_area(story: Story) -> dict[str, Any]:
    """What an address about an area can name: its code, a month, a figure, a tracker that waits and one taken in."""
    cast = story.cast
    row = f"EHC26-0{next(_serial)},Wren,Rowe,,07/09/2026,{next(iter(cast.services))}\n"
    content = (HEADING + row).encode()
    by: dict[str, Any] = {"area": cast.area, "file_name": "tracker.csv", "by": cast.spoc, "on": TODAY}
    reading = read_content(content, name="tracker.csv", area_id=cast.area.pk, today=TODAY)
    kept = keep(user=cast.spoc, path="/intake/receive/", typed={"forename": ["Wren"]}, by=cast.spoc, on=TODAY)
    word = IN_THE_MAIL[cast.area.code]
    raw = mail_of(
        text=f"{word}mail {next(_serial)}", subject=f"{word}mail", files={f"{word}mail.png": png()},
        sender=f"{word}mail <{word.lower()}mail@devonhealth.example>",
    )  # fmt: skip
    mail = came(raw, cast.area, cast.spoc)
    return {
        "mail_id": mail.pk, "attachment_id": mail.attachments.get().pk,
        "code": cast.area.code, "area": cast.area.code, "template": "chase",
        "month": month_of(RECEIVED), "figure": Figure.RECEIVED,
        "period": quarter_of(RECEIVED), "part": Part.FELL_DUE,
        "draft_id": upload_tracker(content=content, **by).pk, "import_id": import_(reading=reading, **by).import_id,
        "list_id": a_list(next(iter(services_to_list(cast.spoc))), cast.spoc, TODAY).pk,
        "user_id": cast.spoc.pk, "kept_id": kept.pk, "token": "no-link-of-anybodys", "kind": "csv",
    }  # fmt: skip
