"""Addresses of documents: a case's, the library's, one and its versions, and the file itself."""

from django.urls import path

from goldenthread.documents.document import views as document
from goldenthread.documents.download import views as download
from goldenthread.documents.library import views as library
from goldenthread.documents.of_case import views as of_case
from goldenthread.documents.renew import views as renew
from goldenthread.documents.shelve import views as shelve
from goldenthread.documents.upload import views as upload
from goldenthread.documents.withdraw import views as withdraw

app_name = "documents"
urlpatterns = [
    path("library/", library.library, name="library"),
    path("library/add/", shelve.shelve, name="shelve"),
    path("of/<uuid:case_id>/", of_case.of_case, name="of_case"),
    path("of/<uuid:case_id>/add/", upload.upload, name="upload"),
    path("<uuid:document_id>/", document.document, name="document"),
    path("<uuid:document_id>/new/", renew.renew, name="renew"),
    path("<uuid:document_id>/withdraw/", withdraw.withdraw, name="withdraw"),
    path("file/<uuid:version_id>/", download.download, name="download"),
]
