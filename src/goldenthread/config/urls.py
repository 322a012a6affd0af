"""Addresses: each app's own, the machine's health, and what is said when something goes wrong."""

from django.urls import URLPattern, URLResolver, include, path

from goldenthread.accounts.elsewhere.views import come_back, leave_for
from goldenthread.config.health import views as health
from goldenthread.config.security_txt import views as security_txt

ORGANISATION = {"provider_id": "organisation"}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("goldenthread.desk.urls")),
    path("", include("goldenthread.accounts.urls")),
    # Under the names by which django-allauth finds them.
    path("sign-in/organisation/", leave_for, ORGANISATION, name="openid_connect_login"),
    path("sign-in/organisation/back/", come_back, ORGANISATION, name="openid_connect_callback"),
    path("intake/", include("goldenthread.intake.urls")),
    path("triage/", include("goldenthread.triage.urls")),
    path("advice/", include("goldenthread.advice.urls")),
    path("cases/", include("goldenthread.cases.urls")),
    path("documents/", include("goldenthread.documents.urls")),
    path("inbox/", include("goldenthread.inbox.urls")),
    path("children/", include("goldenthread.people.urls")),
    path("letters/", include("goldenthread.post.urls")),
    path("deadlines/", include("goldenthread.deadlines.urls")),
    path("plans/", include("goldenthread.plans.urls")),
    path("", include("goldenthread.measures.urls")),
    path("import/", include("goldenthread.tracker.urls")),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("health/deep", health.deep, name="deep"),
    path("version", health.version, name="version"),
    path(".well-known/security.txt", security_txt.security_txt, name="security_txt"),
]

handler400 = "goldenthread.desk.errors.views.unreadable"
handler403 = "goldenthread.desk.errors.views.forbidden"
handler404 = "goldenthread.desk.errors.views.absent"
handler500 = "goldenthread.desk.errors.views.broken"
