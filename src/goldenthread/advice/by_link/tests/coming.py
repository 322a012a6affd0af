"""Somebody without an account, at a browser of their own, who reads the mailbox that the link was sent to."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.sealing import unseal
from goldenthread.advice import actions
from goldenthread.advice.models import AnswerLink
from goldenthread.post.models import Message

CODE, WRITE = "advice:by_link_code", "advice:by_link"


def invited(asked: Any, by: Any, on: Any, recipient: str = "service") -> tuple[AnswerLink, str]:
    """A link to answer by, and the address in its mail."""
    link = actions.invite_answer(advice=asked, recipient=recipient, by=by, on=on)
    return link, mailed(Message.objects.get(key=f"answer-link:{link.pk}")).partition("//")[2].partition("/")[
        2
    ]


def mailed(message: Message) -> str:
    """What only the recipient of a letter reads."""
    return unseal(message.secret)


class Practitioner:
    """Keeps a browser, and is told what a page says."""

    def __init__(self) -> None:
        self.browser = Client()

    def opens(self, address: str) -> Any:
        """The link in the mail."""
        return self.said(self.browser.get(f"/{address}", follow=True))

    def reads(self, route: str = WRITE) -> Any:
        return self.said(self.browser.get(reverse(route)))

    def sends(self, route: str = WRITE, **typed: Any) -> Any:
        return self.said(self.browser.post(reverse(route), typed))

    def asks_for_a_code(self) -> str:
        """The six figures that come by mail."""
        self.sends(CODE, do="send")
        return mailed(Message.objects.filter(template="answer-code").latest("written_at"))

    def comes(self, address: str) -> Any:
        """All the way in."""
        self.opens(address)
        return self.sends(CODE, code=self.asks_for_a_code(), do="prove")

    @staticmethod
    def said(answer: Any) -> Any:
        answer.words = " ".join(unescape(re.sub("<[^>]+>", " ", answer.content.decode())).split())
        answer.told = " ".join(str(message) for message in get_messages(answer.wsgi_request))
        return answer
