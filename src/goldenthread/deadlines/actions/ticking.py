"""The tick, and starting the ladder by hand. What else the tick finds owed stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure, may
from goldenthread.advice.models import AdviceRequest
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.cases.append import append
from goldenthread.cases.models import Case
from goldenthread.deadlines.actions.owed import broken, late, looks, refused, unwritten
from goldenthread.deadlines.actions.untold import untold
from goldenthread.deadlines.letters import decisions, letters, letters_anew
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.queries import OPEN
from goldenthread.deadlines.raised import Raised
from goldenthread.deadlines.snapshot import refresh
from goldenthread.directory.models import Area
from goldenthread.post import actions as post
from goldenthread.post import queries as post_queries
from goldenthread.post.actions.reminding import told_again
from goldenthread.rules.access import Given, Permission
from goldenthread.rules.facts import VERSIONS, Kind
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.refusals import Refused
from goldenthread.triage.letters import to_team

# One statement: the rows that are due by the snapshot, of cases that nobody has touched since, locked in one order;
# each step's fact once for ever by its key; an audit row for each fact; the case marked for the next derivation.
RAISE = """
with due as materialized (
    select d.area_id, d.case_id, d.about, d.{step} as step, d.{due} as due_on
    from deadlines_deadline d join cases_case c on c.id = d.case_id
    where d."limit" = 'advice' and d.met_on is null and d.ended_on is null and d.{when} <= %(on)s
      and not c.is_marked and (%(about)s::uuid is null or d.about = %(about)s::uuid)
    order by d.case_id, d.about
    for no key update of c
), told as (
    insert into cases_fact (id, area_id, case_id, about, kind, version, happened_on, by_id, details, key, sequence)
    select gen_random_uuid(), area_id, case_id, about, %(kind)s, %(version)s, %(on)s, %(by)s,
           jsonb_build_object('step', step, 'due_on', due_on), %(key)s || step, nextval('cases_fact_sequence')
    from due order by case_id, about
    on conflict (case_id, about, key) where key is not null do nothing
    returning id, area_id, case_id, about, details
), audited as (
    insert into audit_entry (id, recorded_by, deed, subject, subject_id, area_id, case_id)
    select gen_random_uuid(), %(by)s, %(kind)s, 'fact', id, area_id, case_id from told
), marked as (
    update cases_case set is_marked = true where id in (select case_id from told)
)
select about, details ->> 'step', details ->> 'due_on' from told order by about
"""
STEP = RAISE.format(step="next_step", due="next_step_due_on", when="next_step_send_on")
REMINDER = RAISE.format(step="next_reminder", due="next_reminder_due_on", when="next_reminder_due_on")

LOCK = 7_305_118_404


@dataclass(slots=True)
class Ticked:
    """What one tick did on a day."""

    on: date
    raised: list[Raised] = field(default_factory=list)

    def count(self, kind: Kind) -> int:
        """How many of one kind were raised."""
        return sum(1 for each in self.raised if each.kind is kind)


@action(needs=Given.SYSTEM, leaves=[Kind.REMINDER_RAISED, Kind.STEP_RAISED])
def tick(*, by: User, on: date) -> Ticked:
    """Raise every reminder, chase and step that is due by this day and was not raised yet, each exactly once.

    A tick that was missed, repeated or run twice at once changes nothing of that: a late step keeps the day it was
    due and happened on the day it was really done. Whoever promised advice that has not come is asked anew, once for
    each promise; the council is asked what becomes of advice that health will not give, once for each refusal; a team
    that has not said what its own records hold is reminded, once for each asking; whoever has a letter to complete or
    sign is told again every few working days. A letter that should stand beside a deed and does not is written.
    """
    ticked = Ticked(on)
    _after_others()
    _stop_letters(on=on, by=by)
    while (raised := _raise(on=on, by=by)) or Case.objects.filter(is_marked=True).exists():
        ticked.raised.extend(raised)
    _write(unwritten(on), on=on, by=by)
    waiting = looks()
    post.write(letters=list(untold(waiting, on)), by=by, on=on)
    post.write(letters=letters_anew(broken(on), on), by=by, on=on)
    post.write(letters=decisions(refused(on), on), by=by, on=on)
    post.write(letters=told_again(on), by=by, on=on)
    reminders = [to_team(Occasion.RECORDS_LATE, *each, on) for each in late(waiting, on)]
    post.write(letters=[letter for each in reminders for letter in each], by=by, on=on)
    return ticked


@action(needs=Permission.WORK, leaves=[Kind.LADDER_STARTED, Kind.STEP_RAISED])
def start(*, advice: AdviceRequest, step: str, remark: str = "", by: User, on: date) -> list[Raised]:
    """A person starts the ladder of advice that was late before it came here; its first step is raised at once."""
    ensure(by, Permission.WORK, advice.area_id)
    refresh()
    clock = Deadline.objects.get(case=advice.case_id, about=advice.pk, limit="advice")
    if not clock.is_before_go_live or clock.met_on or clock.ended_on:
        raise Refused("The ladder of this request runs by itself. Look at its next step on the case's page.")
    if step not in {each["code"] for each in advice.pack_version.data["ladder"]["step"]}:
        raise Refused("Choose a step of the area's ladder.", field="step")
    append(
        case=advice.case,
        kind=Kind.LADDER_STARTED,
        on=on,
        by=by,
        about=advice.pk,
        details={"step": step},
        remark=remark,
    )
    raised: list[Raised] = []
    while more := _raise(on=on, by=by, about=advice.pk):
        raised.extend(more)
    return raised


@action(needs=Permission.EXPORT)
def rehearse(*, area: Area, by: User, on: date) -> None:
    """The letters of a rehearsed ladder leave as a file. The audit keeps who took them; who may not is refused."""
    if not may(by, Permission.EXPORT):
        raise Refused("Your role does not allow you to download these letters. Ask for the role.")
    record(by=by, deed="deadlines.rehearse", subject="area", subject_id=area.pk, area=area)


def _after_others() -> None:
    """Ticks go one after another: two that remind a sender at once would each write that notice, and one would fail."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])


def _stop_letters(*, on: date, by: User) -> None:
    """Letters that wait are stopped where the advice is here, or nobody wants it any more."""
    refresh()
    clock = Deadline.objects.filter(case=OuterRef("case"), about=OuterRef("about"), limit="advice")
    over = post_queries.waiting_for_advice().filter(Exists(clock.exclude(OPEN)))
    abouts = [about for about in over.values_list("about", flat=True).distinct() if about]
    post.stop(abouts=abouts, by=by, on=on)


def _raise(*, on: date, by: User, about: UUID | None = None) -> list[Raised]:
    """One round: what the snapshot says is due. A step may make the next one due, so callers go round until none is."""
    refresh()
    raised: list[Raised] = []
    for kind, key, statement in (
        (Kind.REMINDER_RAISED, "reminder:", REMINDER),
        (Kind.STEP_RAISED, "step:", STEP),
    ):
        values: dict[str, Any] = {
            "on": on, "by": by.pk, "about": about, "kind": kind.value, "version": VERSIONS[kind], "key": key,
        }  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            found = cursor.fetchall()
        raised += [Raised(about_, kind, step, date.fromisoformat(due)) for about_, step, due in found]
        if raised:
            refresh()
    _write(raised, on=on, by=by)
    return raised


def _write(raised: Sequence[Raised], *, on: date, by: User) -> None:
    """The letters of what was raised."""
    if raised:
        clocks = Deadline.objects.filter(about__in={each.about for each in raised}, limit="advice")
        days = {
            about: (due, start) for about, due, start in clocks.values_list("about", "due_on", "starts_on")
        }
        post.write(letters=letters(raised, days, on), by=by, on=on)
