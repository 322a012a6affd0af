"""Keeping documents: of a case, of an area's library, new versions; and giving one out. No fact: an audit row."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import PermissionDenied

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure, scope
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.cases.models import Case
from goldenthread.database.acting import as_system
from goldenthread.directory.models import Area, Service
from goldenthread.documents import store
from goldenthread.documents.checks import checked, cleaned
from goldenthread.documents.models import Document, Version
from goldenthread.documents.queries import document, may_be_read, may_be_withdrawn, parts, services
from goldenthread.rules.access import Classification, Permission, Section
from goldenthread.rules.refusals import Refused, Stale

INVESTIGATION = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.-]{2,39}")
SHORTEST_HASH = 8
NO_INVESTIGATION = (
    "Give the reference of the investigation in your own register, such as BREACH-2026-07: letters, figures and "
    "hyphens, no name. What is investigated, and why the file is needed, stands there."
)
NO_SUCH_FILE = (
    "There is no such file that was withdrawn from this case, in an area whose privacy officer this is. Take the "
    "reference and the hash from the page of the audit."
)
GONE = "Somebody has withdrawn this document meanwhile."


@action(needs=Permission.FILE)
def upload(
    *,
    case: Case,
    title: str,
    kind: str,
    section: Section,
    classification: Classification = Classification.ORDINARY,
    service: Service | None = None,
    content: bytes,
    file_name: str,
    by: User,
    on: date,
) -> Document:
    """Put a document on a case, in a part of it that the person may read; a service's people, as that service's."""
    _ensure_may_file(case, section, classification, by)

    if service is not None and service not in services(case, by):
        raise Refused("This service was not asked on this case. Choose one that was.", field="service")
    kept = Document(
        area_id=case.area_id,
        case=case,
        service=service or _own(case, by),
        title=_title(title, file_name),
        kind=kind,
        section=section.value,
        classification=classification.value,
    )
    return _kept(kept, content, file_name, "documents.upload", by, on)


@action(needs=Permission.KEEP_LIBRARY)
def shelve(
    *, area: Area, title: str, kind: str, content: bytes, file_name: str, by: User, on: date
) -> Document:
    """Put a document into the area's library, which its managers share (S0-11)."""
    ensure(by, Permission.KEEP_LIBRARY, area.pk)
    kept = Document(area=area, title=_title(title, file_name), kind=kind)
    return _kept(kept, content, file_name, "documents.shelve", by, on)


@action(needs=(Permission.FILE, Permission.KEEP_LIBRARY))
def renew(*, document: Document, number: int, content: bytes, file_name: str, by: User, on: date) -> Version:
    """Put a new version beside the others. `number` is the latest that the person saw; raises Stale after another."""
    if document.case is None:
        ensure(by, Permission.KEEP_LIBRARY, document.area_id)
    else:
        _ensure_may_file(
            document.case, Section(document.section), Classification(document.classification), by
        )
        if not may_be_read(document, by):
            raise PermissionDenied("This document is another service’s.")
    if not Document.objects.select_for_update().filter(pk=document.pk, withdrawn_on__isnull=True).exists():
        raise Refused(GONE)
    latest = document.versions.order_by("-number").first()
    if latest is None or latest.number != number:
        raise Stale
    version = _version(document, content, file_name, number + 1, by, on)
    if version.sha256 == latest.sha256:
        raise Refused("This is the version that is here already. Choose the new file.", field="file")
    version.save()
    record(
        by=by,
        deed="documents.renew",
        subject="version",
        subject_id=version.pk,
        area=document.area_id,
        case=document.case,
    )
    return version


@action(needs=(Permission.CORRECT, Permission.FILE, Permission.KEEP_LIBRARY))
def withdraw(*, document: Document, reason: str, by: User, on: date) -> None:
    """Take a document out of everybody's sight who sees its case, because it does not belong there (B03).

    It stays with its files and with who read it, for the audit. Written as the system: the person sees it no more.
    """
    if not may_be_withdrawn(document, by):
        raise PermissionDenied("Only whoever corrects the case, or filed the document, withdraws it.")
    if reason not in Document.Reason.values:
        raise Refused("Choose why it is withdrawn.", field="reason")
    told = {"withdrawn_on": on, "withdrawn_by": by, "withdrawn_because": reason}
    with as_system("withdrawal"):
        if not Document.objects.filter(pk=document.pk, withdrawn_on__isnull=True).update(**told):
            raise Refused(GONE)
    record(
        by=by,
        deed="documents.withdraw",
        subject="document",
        subject_id=document.pk,
        area=document.area_id,
        case=document.case,
    )


@action(needs=(Permission.READ_CASES, Permission.READ_LIBRARY))
def download(*, version: Version, by: User, on: date) -> bytes:
    """Give the file out to somebody who may read it; the audit says which version it was. Raises Lost."""
    if document(version.document_id, by) is None:
        raise PermissionDenied("This document is not open to you.")
    content = store.content(version.sha256)
    case = version.document.case
    record(
        by=by,
        deed="documents.download",
        subject="version",
        subject_id=version.pk,
        area=version.area_id,
        case=case,
    )
    return content


@action(needs=Permission.REVIEW_EMERGENCY)
def investigate(*, reference: str, kept_as: str, investigation: str, by: User, on: date) -> tuple[str, bytes]:
    """Give a withdrawn file to the privacy officer of its area: its name and what is in it. Raises Lost.

    `reference` is its case's, `kept_as` the start of its hash, as the audit names them. `investigation` is the
    reference under which the privacy officer keeps why: it stands in the audit. They are shown no case.
    """
    if not (INVESTIGATION.fullmatch(investigation) and any(each.isdigit() for each in investigation)):
        raise Refused(NO_INVESTIGATION, field="investigation")
    areas = scope(by, Permission.REVIEW_EMERGENCY).reached
    with as_system("audit"):
        gone = Version.objects.filter(document__withdrawn_on__isnull=False, document__area__in=areas)
        named = gone.filter(document__case__reference__iexact=reference, sha256__startswith=kept_as.lower())
        found = list(named.select_related("document__case")[:2]) if len(kept_as) >= SHORTEST_HASH else []
    if len(found) != 1:
        raise Refused(NO_SUCH_FILE)
    (version,) = found
    content = store.content(version.sha256)
    record(
        by=by, deed="documents.investigate", subject="version", subject_id=version.pk, area=version.area_id,
        case=version.document.case, basis=investigation,
    )  # fmt: skip
    return version.file_name, content


def _ensure_may_file(case: Case, section: Section, classification: Classification, by: User) -> None:
    if (section, classification) not in parts(case, by, Permission.FILE):
        raise PermissionDenied("Your part in this case does not let you add a document there.")


def _own(case: Case, by: User) -> Service | None:
    """The service of a person who is here for one alone; nobody's for who sees the whole case."""
    own = services(case, by, is_own=True)
    if len(own) > 1:
        raise Refused("Choose the service whose document it is.", field="service")
    return own[0] if own else None


def _title(title: str, file_name: str) -> str:
    return title.strip()[:200] or cleaned(file_name).rpartition(".")[0] or cleaned(file_name)


def _kept(kept: Document, content: bytes, file_name: str, deed: str, by: User, on: date) -> Document:
    """The file first, then the rows that name it, each with its audit row."""
    version = _version(kept, content, file_name, 1, by, on)
    kept.save()
    version.save()
    for subject, row in (("document", kept.pk), ("version", version.pk)):
        record(by=by, deed=deed, subject=subject, subject_id=row, area=kept.area_id, case=kept.case)
    return kept


def _version(document: Document, content: bytes, file_name: str, number: int, by: User, on: date) -> Version:
    """The file, checked and on the disk; raises Refused beside the file where it cannot be kept."""
    try:
        kind = checked(content, file_name)
    except Refused as refused:
        raise Refused(refused.sentence, field="file") from refused
    return Version(
        area_id=document.area_id,
        document=document,
        number=number,
        sha256=store.keep(content),
        size=len(content),
        format=kind.value,
        file_name=cleaned(file_name),
        uploaded_on=on,
        uploaded_by=by,
    )
