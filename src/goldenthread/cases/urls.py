"""Addresses of a case's timeline."""

from django.urls import path

from goldenthread.cases.correct import views as correct

app_name = "cases"
urlpatterns = [path("entries/<uuid:fact_id>/correct/", correct.correct, name="correct")]
