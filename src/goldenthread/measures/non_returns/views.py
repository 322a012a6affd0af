"""The audit of non-returns: the page on which a period is chosen, and its files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries import areas
from goldenthread.clock import now, today
from goldenthread.measures import queries
from goldenthread.measures.non_returns import page
from goldenthread.measures.non_returns.files import KINDS, named, written
from goldenthread.measures.non_returns.forms import Choose
from goldenthread.measures.period import Period, asked, offered
from goldenthread.rules.access import Permission


@needs(Permission.REPORT, changes_nothing=True)
def non_returns(request: HttpRequest) -> HttpResponse:
    """One area's audit; the latest quarter that is over where no period is asked for. What is chosen leads to it."""
    reported = areas(request.user, Permission.REPORT)
    area = next((each for each in reported if each.code == request.GET.get("area")), reported[0])
    period, refusal = asked(request.GET.get("period", ""), today())
    form = Choose(
        request.POST or None,
        areas=[(each.code, each.name) for each in reported],
        periods=list(offered(queries.first_month(area, request.user, today()), today())),
        shown=period,
        initial={"area": area.code},
    )
    if form.is_valid():
        with form.refusing():
            return redirect(
                page.address(form.cleaned_data.get("area") or reported[0].code, form.chosen(today()))
            )
    counted = queries.audit(area, period, viewer=request.user, at=now())
    built = page.non_returns(
        counted,
        may_open=queries.opens_cases(area, request.user),
        may_import=queries.imports(area, request.user),
        refusal=refusal,
    )
    return render(request, "measures/non_returns/page.jinja", {"page": built, "form": form})


@needs(Permission.REPORT)
def download(request: HttpRequest, area: str, period: Period, kind: str) -> HttpResponse:
    """The audit as a workbook, a document or data: counts alone."""
    here = next((each for each in areas(request.user, Permission.REPORT) if each.code == area), None)
    if here is None or kind not in KINDS or period.first > today():
        raise Http404("There is no such report.")
    counted = queries.audit(here, period, viewer=request.user, at=now())
    answer = HttpResponse(written(counted, kind), content_type=KINDS[kind][0])
    answer["Content-Disposition"] = f'attachment; filename="{named(counted, kind)}"'
    answer["Cache-Control"] = "no-store"
    return answer
