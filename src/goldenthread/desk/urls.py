"""Addresses of the screens that cross stages."""

from django.urls import path

from goldenthread.desk.access import views as access
from goldenthread.desk.case import views as case
from goldenthread.desk.checked import views as checked
from goldenthread.desk.child import views as child
from goldenthread.desk.derivation import views as derivation
from goldenthread.desk.emergencies import views as emergencies
from goldenthread.desk.health import views as health
from goldenthread.desk.letter import views as letter
from goldenthread.desk.letters import views as letters
from goldenthread.desk.questions import views as questions
from goldenthread.desk.request_pack import views as request_pack
from goldenthread.desk.restrictions import views as restrictions
from goldenthread.desk.search import views as search
from goldenthread.desk.service import views as service
from goldenthread.desk.services import views as services
from goldenthread.desk.template import views as template
from goldenthread.desk.template_preview import views as template_preview
from goldenthread.desk.template_versions import views as template_versions
from goldenthread.desk.templates import views as templates
from goldenthread.desk.trace import views as trace
from goldenthread.desk.worklist import views as worklist

app_name = "desk"
urlpatterns = [
    path("", worklist.home, name="worklist"),
    path("worklist.csv", worklist.download, {"kind": "csv"}, name="worklist_csv"),
    path("worklist.xlsx", worklist.download, {"kind": "xlsx"}, name="worklist_xlsx"),
    path("questions/", questions.questions, name="questions"),
    path("questions.csv", questions.download, {"kind": "csv"}, name="questions_csv"),
    path("questions.xlsx", questions.download, {"kind": "xlsx"}, name="questions_xlsx"),
    path("search/", search.search, name="search"),
    path("case/<uuid:case_id>/", case.case, name="case"),
    path("case/<uuid:case_id>/checked/", checked.checked, name="checked"),
    path("case/<uuid:case_id>/access/", access.access, name="access"),
    path("child/<uuid:child_id>/", child.child, name="child"),
    path("services/", services.services, name="services"),
    path("services/<uuid:service_id>/", service.service, name="service"),
    path("dates/<uuid:about>/<slug:limit>/", derivation.derivation, name="derivation"),
    path("dates/<uuid:about>/<slug:limit>/<slug:step>/", derivation.derivation, name="derivation"),
    path("audit/", trace.traces, name="traces"),
    path("audit/<uuid:case_id>/", trace.trace, name="trace"),
    path("audit/<uuid:case_id>.csv", trace.download, name="trace_csv"),
    path("letters/", letters.letters, name="letters"),
    path("letters.csv", letters.download, name="letters_csv"),
    path("letters/<uuid:message_id>/", letter.letter, name="letter"),
    path("letters/<uuid:message_id>.pdf", letter.download, {"kind": "pdf"}, name="letter_pdf"),
    path("letters/<uuid:message_id>.docx", letter.download, {"kind": "docx"}, name="letter_docx"),
    path("advice/<uuid:advice_id>.pdf", request_pack.download, {"kind": "pdf"}, name="request_pack_pdf"),
    path("advice/<uuid:advice_id>.docx", request_pack.download, {"kind": "docx"}, name="request_pack_docx"),
    path("templates/", templates.templates, name="templates"),
    path("templates/<slug:area>/", template_versions.template_versions, name="template_versions"),
    path("templates/<slug:area>/<slug:template>/", template.template, name="template"),
    path(
        "templates/of/<uuid:case_id>/<slug:template>/",
        template_preview.template_preview,
        name="template_preview",
    ),
    path("emergencies/", emergencies.emergencies, name="emergencies"),
    path("restrictions/", restrictions.restrictions, name="restrictions"),
    path("health/", health.health, name="health"),
]
