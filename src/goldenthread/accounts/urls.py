"""Addresses of signing in and out."""

from django.urls import path

from goldenthread.accounts.confirm.views import confirm
from goldenthread.accounts.secure.views import secure
from goldenthread.accounts.sign_in.views import sign_in
from goldenthread.accounts.sign_out.views import sign_out

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-in/code/", confirm, name="confirm"),
    path("sign-in/set-up/", secure, name="secure"),
    path("sign-out/", sign_out, name="sign_out"),
]
