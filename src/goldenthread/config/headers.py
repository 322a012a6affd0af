"""What every answer tells the browser: run nothing but ours, frame nothing, keep nothing, tell nobody.

Set in one place around everything else, so that a refusal, a failure or a file has them too. `SECURE_CSP`
has the name and the shape that Django 6 gives it; our pages hold no inline script or style, so no nonce.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]

NOBODY = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone",
    "midi", "payment", "picture-in-picture", "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
OURSELVES = ("publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS = ", ".join([*(f"{name}=()" for name in NOBODY), *(f"{name}=(self)" for name in OURSELVES)])


def guarding(next_: Next) -> Next:
    """Give each answer the headers that it does not have; style sheets and pictures keep their own caching."""
    headers = {
        "Content-Security-Policy": policy(settings.SECURE_CSP),
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = next_(request)
        for name, value in headers.items():
            answer.headers.setdefault(name, value)
        return answer

    return middleware


def policy(directives: Mapping[str, Sequence[str]]) -> str:
    """The Content-Security-Policy as it stands in the header."""
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
