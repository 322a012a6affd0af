"""Take what was typed into the worklist's box, and lead to the list that it finds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldenthread.accounts.permission import needs
from goldenthread.clock import now
from goldenthread.design.listing import address
from goldenthread.desk.worklist.kept import keep
from goldenthread.desk.worklist.wanted import KEPT
from goldenthread.rules.access import Permission


@needs(Permission.READ_CASES, changes_nothing=True)
def search(request: HttpRequest) -> HttpResponse:
    """The filters go on in the address, the words in the session. Nothing of the record is changed."""
    chosen = {name: request.POST.get(name, "").strip() for name in KEPT if name != "found"}
    words = request.POST.get("search", "").strip()
    found = keep(request.session, words, now()) if words else ""
    return redirect(reverse("desk:worklist") + address(chosen, found=found))
