"""Addresses of what is done to letters."""

from django.urls import path

from goldenthread.post.close import views as close
from goldenthread.post.complete import views as complete
from goldenthread.post.confirm import views as confirm
from goldenthread.post.send_by_post import views as send_by_post
from goldenthread.post.sign import views as sign
from goldenthread.post.try_again import views as try_again

app_name = "post"
urlpatterns = [
    path("<uuid:message_id>/complete/", complete.complete, name="complete"),
    path("<uuid:message_id>/sign/", sign.sign, name="sign"),
    path("<uuid:message_id>/posted/", send_by_post.send_by_post, name="send_by_post"),
    path("<uuid:message_id>/confirm/", confirm.confirm, name="confirm"),
    path("<uuid:message_id>/close/", close.close, name="close"),
    path("<uuid:message_id>/again/", try_again.try_again, name="try_again"),
]
