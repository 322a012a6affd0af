"""Reading letters: of a case, and lists of all that wait for somebody. Letters name no child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, OrderBy, Q, QuerySet
from django.db.models.functions import Now

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import actor
from goldenthread.audit.watch import saw
from goldenthread.cases.queries import history, seen
from goldenthread.database.acting import as_system
from goldenthread.directory.queries import current_pack
from goldenthread.post.letters import Template, deciders, named, played_by, template
from goldenthread.post.letters import announced as letters_announced
from goldenthread.post.models import Attempt, Message
from goldenthread.post.recipients.queries import hindrance
from goldenthread.rules.access import Actor, Permission, Role, Section
from goldenthread.rules.clocks import clocks
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.sending import FOR_A_PERSON, TO_TRY_AGAIN, WAITING, State
from goldenthread.rules.still_true import still_stands
from goldenthread.rules.traces import Purpose

FRONT_DOOR = Role.SPOC_MANAGER.value
"""Who completes and signs a letter whose sender nobody of the record is said to be."""

SORTS = {
    "written": ("written_on", "written_at"),
    "reference": ("case__reference",),
    "recipient": ("to_name",),
    "state": ("state",),
}
SILENT = Q(news_by__lt=Now())
"""Sent by a channel that tells of delivery, which has not told in time: somebody asks the recipient."""

GROUPS: dict[str, frozenset[State]] = {
    "act": FOR_A_PERSON,
    "post": frozenset({State.TO_POST}),
    "way": frozenset({State.QUEUED, State.ATTEMPTING, State.UNKNOWN}),
    "sent": frozenset({State.ACCEPTED}),
    "silent": frozenset({State.ACCEPTED}),
    "stopped": frozenset({State.STOPPED}),
    "all": frozenset(State),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of letters is asked for."""

    group: str = "act"
    sort: str = "written"
    is_descending: bool = True


def visible(viewer: User, permission: Permission = Permission.READ_CASES) -> QuerySet[Message]:
    """The letters of the cases that the viewer may see; a service's people see those about what it was asked.

    Each also says whether it `is_silent`. Nobody of the case sees that it was opened in an emergency.
    """
    rows = Message.objects.filter(emergency__isnull=True).annotate(
        is_silent=ExpressionWrapper(SILENT, output_field=BooleanField())
    )
    return seen(rows, viewer, permission, service="service_id", section=Section.ADVICE)


def may_sign(message: Message, viewer: User) -> bool:
    """Whether the viewer plays the part from which the letter comes; where the pack names none, the front door does."""
    return _plays(message, actor(viewer))


def answers_for(about: UUID, step: str, viewer: User) -> bool:
    """Whether the viewer plays the part from which a step of the ladder of this request for advice was answered."""
    rows = visible(viewer, Permission.WRITE_LETTERS).filter(about=about, step=step, is_copy=False)
    who = actor(viewer)  # asked also where there is no letter
    found = rows.select_related("pack_version").first()
    return found is not None and _plays(found, who)


def _plays(message: Message, who: Actor) -> bool:
    part = played_by(message.pack_version.data, message.sender, str(message.values.get("service_code", "")))
    areas = {held.role.value for held in who.held if str(message.area_id) in held.areas}
    return (part or FRONT_DOOR) in areas


def message(message_id: UUID, viewer: User) -> Message | None:
    """One letter with its case, where the viewer may see it."""
    found = visible(viewer).select_related("case", "area", "pack_version").filter(pk=message_id).first()
    saw(viewer, cases=_of(found), purpose=Purpose.PAGE)
    return found


def to_take(message_id: UUID, viewer: User) -> Message | None:
    """One letter to take away as a document. What was opened in an emergency is read, and not taken away."""
    found = _taken(viewer).select_related("case", "pack_version").filter(pk=message_id).first()
    saw(viewer, cases=_of(found), purpose=Purpose.FILE)
    return found


def _of(*found: Message | None) -> set[UUID]:
    return {each.case_id for each in found if each is not None and each.case_id is not None}


def may_take(message: Message, viewer: User) -> bool:
    """Whether the viewer may take the letter away."""
    return _taken(viewer).filter(pk=message.pk).exists()


def _taken(viewer: User) -> QuerySet[Message]:
    return visible(viewer, Permission.WRITE_LETTERS)


def to_write(message_id: UUID, viewer: User, state: State) -> Message | None:
    """A letter that waits for its sender, where the viewer plays that part."""
    rows = visible(viewer, Permission.WRITE_LETTERS).select_related("case", "area", "pack_version")
    who = actor(viewer)  # asked also where there is no letter: absent and another's are told apart by nothing
    found = rows.filter(pk=message_id, state=state.value).first()
    if found is None or not _plays(found, who):
        return None
    saw(viewer, cases=_of(found), purpose=Purpose.FORM)
    return found


def to_post(message_id: UUID, viewer: User) -> Message | None:
    """A letter that waits to be printed and posted, where that is the viewer's to do."""
    rows = visible(viewer, Permission.WRITE_LETTERS).select_related("case", "area", "pack_version")
    who = actor(viewer)
    found = rows.filter(pk=message_id, state=State.TO_POST.value).first()
    if found is None or not (_plays(found, who) or _keeps_post(found, viewer)):
        return None
    saw(viewer, cases=_of(found), purpose=Purpose.FORM)
    return found


def may_post(message: Message, viewer: User) -> bool:
    """Whether the viewer plays the letter's part, or keeps the area's post."""
    rows = visible(viewer, Permission.WRITE_LETTERS).filter(pk=message.pk)
    return rows.exists() and (_plays(message, actor(viewer)) or _keeps_post(message, viewer))


def _keeps_post(message: Message, viewer: User) -> bool:
    return visible(viewer, Permission.WORK).filter(pk=message.pk).exists()


def obstacle(message: Message, viewer: User, on: date) -> str:
    """Why a letter that waits to be posted is not to be on a day, in a sentence; else nothing."""
    if message.state != State.TO_POST:
        return ""
    with as_system("post"):
        why = hindrance(message, on)
    if why:
        return f"Do not post this. {why}"
    told = history(message.case_id, viewer) if message.case_id else []
    running = clocks(told) if message.stops else []
    clock = next((each for each in running if each.about and each.about == str(message.about)), None)
    is_over = clock is not None and bool(clock.met_on or clock.ended_on)
    return (
        "Do not post this. It is not needed any more."
        if is_over or not still_stands(message.key, told)
        else ""
    )


def count_for_the_post(viewer: User) -> tuple[int, int]:
    """How many letters wait for whoever keeps the area's post: to be printed, and to be asked after."""
    rows = visible(viewer, Permission.WORK).filter(Q(state=State.TO_POST.value) | SILENT)
    states = list(rows.order_by().values_list("state", flat=True))
    to_post = states.count(State.TO_POST.value)
    return to_post, len(states) - to_post


def undelivered(message_id: UUID, viewer: User) -> Message | None:
    """A letter that was refused, held back or came back, where the viewer keeps the area's post."""
    rows = visible(viewer, Permission.WORK).select_related("case", "area", "pack_version")
    found = rows.filter(pk=message_id, state__in=[each.value for each in TO_TRY_AGAIN]).first()
    saw(viewer, cases=_of(found), purpose=Purpose.FORM)
    return found


def deed(message: Message, viewer: User) -> str:
    """What the viewer may do with a letter now: its word, or nothing."""
    state = State(message.state)
    if state in TO_TRY_AGAIN:
        return "try_again" if undelivered(message.pk, viewer) else ""
    if state is State.TO_POST:
        return "send_by_post" if to_post(message.pk, viewer) else ""
    if state is State.ACCEPTED:
        silent = visible(viewer, Permission.WORK).filter(SILENT, pk=message.pk)
        return "confirm" if silent.exists() else ""
    name = {State.TO_WRITE: "complete", State.TO_SIGN: "sign"}.get(state, "")
    return name if name and to_write(message.pk, viewer, state) else ""


def announced(area_id: UUID, occasion: Occasion) -> str:
    """Who is written to with a deed, by the pack in force; empty where nobody is. No child is in it, so no viewer."""
    pack = current_pack(area_id)
    return letters_announced(pack.data, occasion) if pack else ""


def alternatives(message: Message) -> list[Template]:
    """The letters with which its step can end, one or two (S1-50, S1-51). No child is in them, so no viewer."""
    pack = message.pack_version.data
    steps = pack.get("ladder", {}).get("step", [])
    step: Mapping[str, Any] = next((each for each in steps if each["code"] == message.step), {})
    codes = [step.get("template", message.template), step.get("alternative", "")]
    return [template(pack, code, message.written_on) for code in codes if code]


def choices(message: Message) -> dict[str, Mapping[str, str]]:
    """What its sender chooses from, by code: the causes of lateness, and who decides for health; so no viewer."""
    pack = message.pack_version.data
    heads = deciders(pack, str(message.values.get("service_code", ""))) or [message.sender]
    return {
        "causes": {row["code"]: row["title"] for row in pack.get("cause", [])},
        "roles": {code: named(pack, code) for code in heads},
    }


def copies(message: Message) -> int:
    """How many letters leave together with this one."""
    together = Message.objects.filter(about=message.about, step=message.step, state=message.state)
    return together.filter(area=message.area_id).exclude(pk=message.pk).count()


def attempts(message_id: UUID, viewer: User) -> list[Attempt]:
    """How often a letter was handed over, and how that ended; whoever sees the letter sees them."""
    return list(Attempt.objects.filter(message__in=visible(viewer).filter(pk=message_id)).order_by("number"))


def of_case(case_id: UUID, viewer: User) -> list[Message]:
    """The letters of a case, the latest first."""
    found = list(
        visible(viewer).filter(case_id=case_id).order_by("-written_on", "-written_at", "is_copy", "key")
    )
    saw(viewer, cases=[case_id] if found else [], purpose=Purpose.PAGE)
    return found


def letters(
    viewer: User,
    wanted: Wanted,
    *,
    start: int = 0,
    limit: int | None = 50,
    permission: Permission = Permission.READ_CASES,
) -> list[Message]:
    """One page of letters in the order asked for, or all of them without a limit."""
    columns: Sequence[str] = SORTS.get(wanted.sort, SORTS["written"])
    order: list[Any] = [OrderBy(F(name), descending=wanted.is_descending) for name in columns]
    rows = _wanted(viewer, wanted, permission).select_related("case", "area").order_by(*order, "id")
    found = list(rows[start : None if limit is None else start + limit])
    saw(viewer, cases=_of(*found), purpose=Purpose.LIST)
    return found


def count(viewer: User, wanted: Wanted) -> int:
    """How many there are."""
    return _wanted(viewer, wanted).count()


def _wanted(
    viewer: User, wanted: Wanted, permission: Permission = Permission.READ_CASES
) -> QuerySet[Message]:
    states = Q(state__in=[each.value for each in GROUPS[wanted.group]])
    if wanted.group == "act":  # a copy waits with its letter, which is somebody's to do
        waits_alone = ~Q(is_copy=True, state__in=[State.TO_WRITE.value, State.TO_SIGN.value])
        states = states & waits_alone | SILENT
    if wanted.group == "silent":
        states &= SILENT
    return visible(viewer, permission).filter(states)


def waiting_since(state: State, day: date) -> list[Message]:
    """Letters in this state since a day; of those that leave together, one. For the demonstration: no viewer."""
    rows = Message.objects.filter(state=state.value, written_on__lte=day).order_by("is_copy", "pk")
    if state is State.QUEUED:
        return list(rows)
    first: dict[tuple[UUID | None, str], Message] = {}
    for row in rows:
        first.setdefault((row.about, row.step), row)
    return list(first.values())


def is_of(area: UUID, letter: UUID) -> bool:
    """Whether the area wrote this letter. For the worker: no child is in it, so no viewer."""
    return Message.objects.filter(pk=letter, area=area).exists()


def waiting_for_advice() -> QuerySet[Message]:
    """The letters that wait, or wait for word, and stop with the advice. For the tick: no viewer."""
    states = [each.value for each in WAITING]
    rows = Message.objects.filter(Q(state__in=states) | Q(news_by__isnull=False))
    return rows.filter(stops=True, about__isnull=False)
