"""Addresses of the tracker. They hold no name and no reference."""

from django.urls import path

from goldenthread.tracker.export import views as export
from goldenthread.tracker.import_ import views as import_
from goldenthread.tracker.preview import views as preview
from goldenthread.tracker.taken import views as taken

app_name = "tracker"
urlpatterns = [
    path("", import_.import_, name="import"),
    path("<uuid:draft_id>/", preview.preview, name="preview"),
    path("taken/<uuid:import_id>/", taken.taken, name="taken"),
    path("<slug:code>/tracker.<slug:kind>", export.export, name="export"),
]
