"""A letter of whose delivery no word came in time."""

from __future__ import annotations

from datetime import timedelta

from django.db.models.functions import Now

from goldenthread.post.models import Message


def made_silent(letter: Message, since: timedelta = timedelta(minutes=1)) -> None:
    """Its 72 hours are over for so long, or not yet where it is less than nothing."""
    Message.objects.filter(pk=letter.pk).update(news_by=Now() - since)
    letter.refresh_from_db()
