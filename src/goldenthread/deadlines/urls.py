"""Addresses of clocks."""

from django.urls import path

from goldenthread.deadlines.answer_escalation import views as answer_escalation
from goldenthread.deadlines.change_promise import views as change_promise
from goldenthread.deadlines.insist import views as insist
from goldenthread.deadlines.rehearse import views as rehearse
from goldenthread.deadlines.start import views as start

app_name = "deadlines"
urlpatterns = [
    path("<uuid:advice_id>/start/", start.start, name="start"),
    path("<uuid:advice_id>/change-promise/", change_promise.change_promise, name="change_promise"),
    path("<uuid:advice_id>/insist/", insist.insist, name="insist"),
    path("<uuid:advice_id>/answer/", answer_escalation.answer_escalation, name="answer_escalation"),
    path("rehearse/", rehearse.rehearse, name="rehearse"),
]
