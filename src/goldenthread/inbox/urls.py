"""Addresses of the mail that came in."""

from django.urls import path

from goldenthread.inbox.attachment import views as attachment
from goldenthread.inbox.bring import views as bring
from goldenthread.inbox.dismiss import views as dismiss
from goldenthread.inbox.file import views as file
from goldenthread.inbox.inbox import views as inbox
from goldenthread.inbox.mail import views as mail
from goldenthread.inbox.settle import views as settle
from goldenthread.inbox.take import views as take

app_name = "inbox"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("bring/", bring.bring, name="bring"),
    path("<uuid:mail_id>/", mail.mail, name="mail"),
    path("<uuid:mail_id>/take/", take.take, name="take"),
    path("<uuid:mail_id>/file/", file.file, name="file"),
    path("<uuid:mail_id>/dismiss/", dismiss.dismiss, name="dismiss"),
    path("<uuid:mail_id>/settle/", settle.settle, name="settle"),
    path("attachments/<uuid:attachment_id>/", attachment.attachment, name="attachment"),
]
