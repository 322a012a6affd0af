"""The key of each form: minted as the form is shown, in one place, with the token against forgery beside it."""

from __future__ import annotations

import hmac
import re
import secrets
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input as forgery_input
from django.utils.html import format_html
from django.utils.safestring import SafeString

KEY, FORGERY = "form_key", "csrfmiddlewaretoken"
MINTED = re.compile(r"[\w-]{32,43}")


class Tokens:
    """`{{ csrf_input }}`: what each POST form carries unseen. Each time that it is shown it holds a new key."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __html__(self) -> SafeString:
        return format_html(
            '{}<input type="hidden" name="{}" value="{}">',
            forgery_input(self.request),
            KEY,
            secrets.token_urlsafe(24),
        )

    __str__ = __html__


def tokens(request: HttpRequest) -> dict[str, Any]:
    """For every template, in place of Django's own `csrf_input`."""
    return {"csrf_input": Tokens(request)}


def key_of(request: HttpRequest) -> str:
    """The key that was sent; none where there is none, or what cannot be one of ours."""
    key = request.POST.get(KEY, "") if request.method == "POST" else ""
    return key if MINTED.fullmatch(key) else ""


def digest_of(request: HttpRequest) -> str:
    """Of all that was sent and where to: the same answers give the same digest, from which nobody can guess them."""
    whole = hmac.new(settings.SECRET_KEY.encode(), request.get_full_path().encode(), sha256)
    for name, values in sorted(request.POST.lists()):
        if name not in (KEY, FORGERY):
            whole.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            whole.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                whole.update(chunk)
            file.seek(0)
    return whole.hexdigest()
