"""The health page, for whoever is signed in: it shows no child."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.cases.review_emergency.queries import overdue, told
from goldenthread.clock import today
from goldenthread.desk.health import page, queries
from goldenthread.directory.queries import old_contacts
from goldenthread.post.alert.queries import untold
from goldenthread.rules.access import Permission
from goldenthread.rules.bank_holidays import calendar_alarm


@needs(Permission.NONE)
def health(request: HttpRequest) -> HttpResponse:
    """Whether anything goes wrong in silence."""
    built = page.health(
        alarm=calendar_alarm(today()),
        marked=queries.marked(),
        last_raised_on=queries.last_raised_on(),
        overlooked=queries.overlooked(today()),
        restored=queries.restored(),
        silent=queries.silent(),
        neglected=queries.neglected(today()),
        contacts=old_contacts(today()),
        unreviewed=overdue(today()),
        untold=untold(),
        told=told(request.user),
    )
    return render(request, "desk/health/page.jinja", {"page": built})
