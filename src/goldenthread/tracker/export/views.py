"""The tracker as a file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpRequest, HttpResponse

from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries import areas
from goldenthread.clock import today
from goldenthread.directory.queries import services
from goldenthread.rules.access import Permission
from goldenthread.tracker import actions
from goldenthread.tracker.workbook import write_csv, write_workbook

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@needs(Permission.EXPORT)
def export(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Every service asked, as the viewer may see them, in the layout that teams keep."""
    area = next((each for each in areas(request.user, Permission.EXPORT) if each.code == code), None)
    if area is None or kind not in KINDS:
        raise Http404("There is no such tracker.")
    lines = actions.export(area=area, by=request.user, on=today())
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"tracker.{kind}"
        if kind == "csv":
            write_csv(path, lines)
        else:
            labels = [service.label for service in services(area.pk)]
            write_workbook(path, lines, title=f"{area.front_door} - EHC requests", labels=labels)
        answer = HttpResponse(path.read_bytes(), content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="tracker-{code}-{today():%Y-%m-%d}.{kind}"'
    answer["Cache-Control"] = "no-store"
    return answer
