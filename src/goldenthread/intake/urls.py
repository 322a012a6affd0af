"""Addresses of a council's request, and of questions about a case."""

from django.urls import path

from goldenthread.intake.acknowledge import views as acknowledge
from goldenthread.intake.answer import views as answer
from goldenthread.intake.ask import views as ask
from goldenthread.intake.check import views as check
from goldenthread.intake.describe import views as describe
from goldenthread.intake.receive import views as receive
from goldenthread.intake.withdraw import views as withdraw

app_name = "intake"
urlpatterns = [
    path("receive/", receive.receive, name="receive"),
    path("receive/<slug:code>/", receive.receive, name="receive"),
    path("<uuid:request_id>/check/", check.check, name="check"),
    path("<uuid:request_id>/describe/", describe.describe, name="describe"),
    path("<uuid:request_id>/acknowledge/", acknowledge.acknowledge, name="acknowledge"),
    path("<uuid:request_id>/withdraw/", withdraw.withdraw, name="withdraw"),
    path("<uuid:case_id>/ask/", ask.ask, name="ask"),
    path("<uuid:question_id>/answer/", answer.answer, name="answer"),
]
