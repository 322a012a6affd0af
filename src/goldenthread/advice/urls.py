"""Addresses of a request for advice: asking is done on the council's request, the rest on the service asked."""

from django.urls import path

from goldenthread.advice.acknowledge import views as acknowledge
from goldenthread.advice.chase import views as chase
from goldenthread.advice.excuse import views as excuse
from goldenthread.advice.explain import views as explain
from goldenthread.advice.record import views as record
from goldenthread.advice.seek import views as seek
from goldenthread.advice.withdraw import views as withdraw

app_name = "advice"
urlpatterns = [
    path("<uuid:request_id>/seek/", seek.seek, name="seek"),
    path("<uuid:advice_id>/acknowledge/", acknowledge.acknowledge, name="acknowledge"),
    path("<uuid:advice_id>/chase/", chase.chase, name="chase"),
    path("<uuid:advice_id>/record/", record.record, name="record"),
    path("<uuid:advice_id>/excuse/", excuse.excuse, name="excuse"),
    path("<uuid:advice_id>/explain/", explain.explain, name="explain"),
    path("<uuid:advice_id>/withdraw/", withdraw.withdraw, name="withdraw"),
]
