"""Addresses of what is found out before anybody is asked for advice."""

from django.urls import path

from goldenthread.triage.request_records import views as request_records

app_name = "triage"
urlpatterns = [
    path("<uuid:request_id>/request-records/", request_records.request_records, name="request_records"),
]
