"""Addresses of decisions about a plan: each is taken on the council's request."""

from django.urls import path

from goldenthread.plans.end_hold import views as end_hold
from goldenthread.plans.hold import views as hold

app_name = "plans"
urlpatterns = [
    path("<uuid:request_id>/hold/", hold.hold, name="hold"),
    path("<uuid:request_id>/end-hold/", end_hold.end_hold, name="end_hold"),
]
