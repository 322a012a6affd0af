"""Addresses of sign-in and sign-out."""

from django.urls import path

from goldenthread.accounts.sign_in.views import sign_in
from goldenthread.accounts.sign_out.views import sign_out

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-out/", sign_out, name="sign_out"),
]
