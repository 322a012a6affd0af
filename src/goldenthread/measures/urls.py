"""Addresses of what is counted. They hold codes alone: no name, no number of a child."""

from django.urls import path, register_converter

from goldenthread.measures.addresses import FigureInAddress, MonthInAddress
from goldenthread.measures.behind import views as behind
from goldenthread.measures.sitrep import views as sitrep

register_converter(MonthInAddress, "month")
register_converter(FigureInAddress, "figure")

app_name = "measures"
urlpatterns = [
    path("", sitrep.sitrep, name="sitrep"),
    path("<slug:area>/<month:month>/sitrep.<slug:kind>", sitrep.download, name="download"),
    path("<slug:area>/<month:month>/<figure:figure>", behind.behind, name="behind"),
    path("<slug:area>/<month:month>/<figure:figure>.csv", behind.download, name="behind_csv"),
]
