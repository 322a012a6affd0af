"""Addresses of a case's timeline, and of who is let into a case."""

from django.urls import path

from goldenthread.cases.confirm_wishes import views as confirm_wishes
from goldenthread.cases.correct import views as correct
from goldenthread.cases.lift import views as lift
from goldenthread.cases.open_in_emergency import views as open_in_emergency
from goldenthread.cases.restrict import views as restrict
from goldenthread.cases.review_emergency import views as review_emergency
from goldenthread.cases.share import views as share
from goldenthread.cases.unshare import views as unshare

app_name = "cases"
urlpatterns = [
    path("entries/<uuid:fact_id>/correct/", correct.correct, name="correct"),
    path("emergency/", open_in_emergency.open_in_emergency, name="open_in_emergency"),
    path("emergency/<uuid:emergency_id>/", review_emergency.review_emergency, name="review_emergency"),
    path("<uuid:case_id>/wishes/", confirm_wishes.confirm_wishes, name="confirm_wishes"),
    path("<uuid:case_id>/share/", share.share, name="share"),
    path("<uuid:case_id>/restrict/", restrict.restrict, name="restrict"),
    path("relations/<uuid:relation_id>/end/", unshare.unshare, name="unshare"),
    path("restrictions/<uuid:restriction_id>/lift/", lift.lift, name="lift"),
]
