"""What sign-in asks."""

from __future__ import annotations

from goldenthread.design import fields, forms


class SignIn(forms.Form):
    """An address and a password. Which of the two is wrong is not told to a stranger."""

    email = fields.Email("Email address", missing="Enter your email address", autocomplete="username")
    password = fields.Password("Password", missing="Enter your password")
