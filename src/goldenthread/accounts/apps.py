"""Accounts know who holds which permission: the actions, which stand below, are told whom to ask."""

from __future__ import annotations

from django.apps import AppConfig


class Accounts(AppConfig):
    """The app as Django starts it."""

    name = "goldenthread.accounts"

    def ready(self) -> None:
        """Queries need the models, which are there only now."""
        from goldenthread.accounts.queries import holds
        from goldenthread.audit.action import learn

        learn(holds)
