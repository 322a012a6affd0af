"""Addresses of clocks."""

from django.urls import path

from goldenthread.deadlines.rehearse import views as rehearse
from goldenthread.deadlines.start import views as start

app_name = "deadlines"
urlpatterns = [
    path("<uuid:advice_id>/start/", start.start, name="start"),
    path("rehearse/", rehearse.rehearse, name="rehearse"),
]
