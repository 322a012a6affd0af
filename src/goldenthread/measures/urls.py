"""Addresses of what is counted. They hold codes alone: no name, no number of a child."""

from django.urls import path, register_converter

from goldenthread.measures.addresses import FigureInAddress, MonthInAddress, PartInAddress, PeriodInAddress
from goldenthread.measures.behind import views as behind
from goldenthread.measures.non_returns import views as non_returns
from goldenthread.measures.record_keeping import views as record_keeping
from goldenthread.measures.returns_behind import views as returns_behind
from goldenthread.measures.sitrep import views as sitrep

register_converter(MonthInAddress, "month")
register_converter(FigureInAddress, "figure")
register_converter(PeriodInAddress, "period")
register_converter(PartInAddress, "part")

app_name = "measures"
urlpatterns = [
    path("month/", sitrep.sitrep, name="sitrep"),
    path("month/<slug:area>/<month:month>/sitrep.<slug:kind>", sitrep.download, name="download"),
    path("month/<slug:area>/<month:month>/<figure:figure>", behind.behind, name="behind"),
    path("month/<slug:area>/<month:month>/<figure:figure>.csv", behind.download, name="behind_csv"),
    path("record-keeping/", record_keeping.record_keeping, name="record_keeping"),
    path(
        "record-keeping/<slug:area>/<period:period>/report.<slug:kind>",
        record_keeping.download,
        name="record_keeping_file",
    ),
    path("non-returns/", non_returns.non_returns, name="non_returns"),
    path(
        "non-returns/<slug:area>/<period:period>/audit.<slug:kind>",
        non_returns.download,
        name="non_returns_file",
    ),
    path(
        "non-returns/<slug:area>/<period:period>/<part:part>",
        returns_behind.returns_behind,
        name="returns_behind",
    ),
    path(
        "non-returns/<slug:area>/<period:period>/<part:part>.csv",
        returns_behind.download,
        name="returns_behind_csv",
    ),
]
