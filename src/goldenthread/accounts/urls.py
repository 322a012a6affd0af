"""Addresses of signing in and out, of one's own account, and of those who look after others'."""

from django.urls import path

from goldenthread.accounts.account.views import account
from goldenthread.accounts.add_passkey.views import add_passkey
from goldenthread.accounts.change_app.views import change_app
from goldenthread.accounts.change_password.views import change_password
from goldenthread.accounts.confirm.views import confirm
from goldenthread.accounts.invite.views import invite
from goldenthread.accounts.kept.views import kept
from goldenthread.accounts.passkey.views import passkey
from goldenthread.accounts.people.views import people
from goldenthread.accounts.person.views import person
from goldenthread.accounts.renew_codes.views import renew_codes
from goldenthread.accounts.secure.views import secure
from goldenthread.accounts.sign_in.views import sign_in
from goldenthread.accounts.sign_out.views import sign_out
from goldenthread.accounts.welcome.views import open_link, welcome

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-in/code/", confirm, name="confirm"),
    path("sign-in/set-up/", secure, name="secure"),
    path("sign-in/passkey/", passkey, name="passkey"),
    path("sign-out/", sign_out, name="sign_out"),
    path("welcome/", welcome, name="welcome"),
    path("welcome/<slug:token>/", open_link, name="open_link"),
    path("account/", account, name="account"),
    path("account/password/", change_password, name="change_password"),
    path("account/app/", change_app, name="change_app"),
    path("account/codes/", renew_codes, name="renew_codes"),
    path("account/passkey/", add_passkey, name="add_passkey"),
    path("kept/<uuid:kept_id>/", kept, name="kept"),
    path("people/", people, name="people"),
    path("people/invite/", invite, name="invite"),
    path("people/<uuid:user_id>/", person, name="person"),
]
