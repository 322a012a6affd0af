"""The one way out for mail: shut while a restore waits to be compared, so that nothing is sent twice."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from goldenthread.recovery.queries import waiting
from goldenthread.rules.refusals import Refused


class Held(EmailBackend):
    """SMTP, unless a restore waits."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if waiting() is not None:
            raise Refused(
                "Nothing is sent, because this database was restored from a backup and nobody has compared it yet. "
                "Ask whoever looks after Goldenthread."
            )
        return super().send_messages(email_messages) or 0
