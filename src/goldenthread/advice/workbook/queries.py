"""A service's open requests for its list, and how the rows of a list that came back stand against the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import LondonToday, scope
from goldenthread.advice.models import AdviceRequest, ServiceList
from goldenthread.advice.queries import visible
from goldenthread.advice.workbook.listed import Cell, Line, Listed, how_it_stands, line
from goldenthread.advice.workbook.returned import Known, Returned, judged, named
from goldenthread.advice.workbook.way import NO_LETTER, NO_MAILBOX, ON_PAPER, Way
from goldenthread.audit.watch import saw
from goldenthread.cases.models import Restriction
from goldenthread.cases.queries import identified
from goldenthread.cases.timelines import timelines
from goldenthread.directory.models import Service
from goldenthread.directory.queries import current_pack
from goldenthread.post.channels import carries_files
from goldenthread.post.letters import address, why_not_attached
from goldenthread.rules.access import Permission
from goldenthread.rules.channels import Channel
from goldenthread.rules.facts import Fact
from goldenthread.rules.ladder import SERVICE
from goldenthread.rules.occasions import Occasion, sending
from goldenthread.rules.refusals import Refused
from goldenthread.rules.returned_rows import Standing, standing
from goldenthread.rules.traces import Purpose


def service(service_id: UUID, viewer: User) -> Service | None:
    """A service of whose requests the viewer may take a list out and answer; no child is in it."""
    return (
        Service.objects.select_related("area")
        .filter(pk=service_id, advice_requests__in=_to_take_out(viewer))
        .distinct()
        .first()
    )


def ways_out(service_id: UUID, viewer: User) -> tuple[bool, bool]:
    """Whether the viewer may take a service's list out, and whether they may send it."""
    found = service(service_id, viewer)
    may_send = found is not None and found.area_id in scope(viewer, Permission.WORK).areas
    return found is not None, may_send


def services(viewer: User) -> list[Service]:
    """The services of whose requests the viewer may take a list out and answer, by label; no child is in it."""
    wanted = _to_take_out(viewer).values_list("service_id", flat=True)
    return list(Service.objects.filter(pk__in=set(wanted)).order_by("label"))


def listed(of: Service, viewer: User, today: date, *, is_sent: bool = False) -> Listed:
    """The open requests of a service that the viewer may both take out and answer, the earliest due first.

    Whoever reads the mailbox reads a list that `is_sent`: a case from which somebody is kept out is not in it.
    """
    wanted = _to_take_out(viewer).filter(service=of)
    kept = wanted.exclude(case__in=_restricted(of)) if is_sent else wanted
    rows = list(kept.select_related("case__child", "pack_version"))
    told = dict(timelines({row.case_id for row in rows}))
    open_ = [
        (row, how)
        for row in rows
        if (how := standing(told.get(row.case_id, []), row.pk)) is not None and how.is_open
    ]
    saw(viewer, cases={row.case_id for row, _ in open_}, purpose=Purpose.FILE)
    numbers = _numbers(viewer, {row.case_id for row, _ in open_})
    lines = [_line(row, how, told[row.case_id], numbers, today) for row, how in open_]
    titles = {title: None for row, _ in open_ for title in causes(row).values()}
    in_order = sorted(lines, key=lambda each: (each.due_on, str(each.cells["reference"])))
    return Listed(of.label, of.area.name, today, tuple(in_order), tuple(titles))


def _restricted(of: Service) -> QuerySet[Restriction]:
    """The cases of an area from which somebody is kept out, or that are kept to named people."""
    standing = Restriction.objects.filter(area=of.area_id, lifted_at__isnull=True)
    lasting = standing.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=LondonToday()))
    return lasting.values("case")  # type: ignore[return-value]


def way(of: Service, on: date) -> Way:
    """How a service's list is sent, by the pack in force; raises Refused where it cannot be. No child, no viewer."""
    current = current_pack(of.area_id)
    to = address(current.data, SERVICE, of.code) if current else None
    if current is None or to is None:
        raise Refused(NO_MAILBOX)
    if to.channel is Channel.PRINT:
        raise Refused(ON_PAPER.format(name=to.name))
    why = why_not_attached(current.data, SERVICE, of.code, on)
    if not why and not carries_files(to.channel):
        why = "Mail leaves from here by a service that carries no files."
    told_to = sending(current.data, Occasion.LIST_WAITS if why else Occasion.LIST_ATTACHED)
    if told_to is None:
        raise Refused(NO_LETTER)
    return Way(current.pk, to, told_to, why)


def _to_take_out(viewer: User) -> QuerySet[AdviceRequest]:
    """What the viewer may answer, and may take away in a file."""
    return visible(viewer, Permission.ANSWER).filter(pk__in=visible(viewer, Permission.EXPORT).values("pk"))


def _numbers(viewer: User, cases: Iterable[UUID]) -> dict[UUID, str]:
    """NHS numbers by case, where the viewer may take them away."""
    rows = identified(viewer, Permission.EXPORT).filter(pk__in=list(cases))
    return {case: number or "" for case, number in rows.values_list("pk", "child__nhs_number")}


def _line(
    row: AdviceRequest, how: Standing, facts: Sequence[Fact], numbers: Mapping[UUID, str], today: date
) -> Line:
    locked: dict[str, Cell] = {
        "reference": row.case.reference,
        "child": row.case.child.name,
        "nhs_number": numbers.get(row.case_id, ""),
        "requested_on": how.received_on,
        "due_on": how.due_on,
        "stands": how_it_stands(how, today),
    }
    last = max(fact.sequence for fact in facts)
    return line(row.pk, last, locked, how, causes(row), keys()[0])


def causes(row: AdviceRequest) -> dict[str, str]:
    """The reasons for lateness that may be given for a request, by code; no child is in them, so no viewer."""
    return {each["code"]: each["title"] for each in row.pack_version.data.get("cause", [])}


def keys() -> list[bytes]:
    """What makes and checks the tokens of rows, the newest first: from the secret key, and from former ones.

    No child is in them, so no viewer.
    """
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac("goldenthread.row", "", secret=each, algorithm="sha256").digest() for each in secrets]


def whose(rows: Iterable[tuple[int, Mapping[str, str]]], viewer: User) -> Service | None:
    """The service whose list it is: that of most rows about requests which the viewer may answer; no child in it."""
    wanted = [found.advice for _, cells in rows if (found := named(cells, keys()))]
    told = visible(viewer, Permission.ANSWER).filter(pk__in=wanted).values_list("pk", "service_id")
    of = dict(told)
    services = [of[id_] for id_ in wanted if id_ in of]
    most = max(dict.fromkeys(services), key=services.count, default=None)
    return Service.objects.select_related("area").filter(pk=most).first() if most else None


def waiting(viewer: User) -> ServiceList | None:
    """The list that this person brought back and has not done with."""
    return ServiceList.objects.select_related("service").filter(brought_by=viewer).first()


def brought(list_id: UUID, viewer: User) -> ServiceList | None:
    """A list that this person brought back, and has not done with."""
    rows = ServiceList.objects.select_related("service", "area")
    return rows.filter(pk=list_id, brought_by=viewer).first()


def returned(of: ServiceList, viewer: User, today: date) -> list[Returned]:
    """Each row of a list that came back, and what would become of it; requests of others are not looked at."""
    tokens = [named(cells, keys()) for _, cells in of.rows]
    wanted = {token.advice for token in tokens if token}
    rows = visible(viewer, Permission.ANSWER).filter(pk__in=wanted, service=of.service_id)
    advices = {row.pk: row for row in rows.select_related("case__child", "service", "pack_version")}
    saw(viewer, cases={row.case_id for row in advices.values()}, purpose=Purpose.IMPORT)
    told = dict(timelines({row.case_id for row in advices.values()}))
    known = {
        id_: Known(row, told.get(row.case_id, []), row.case.reference, row.case.child.name, causes(row))
        for id_, row in advices.items()
    }
    return judged(of.rows, known, keys(), today)
