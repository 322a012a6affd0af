"""Scenes of signing in and of looking after accounts."""

from __future__ import annotations

from pathlib import Path

from allauth.mfa.models import Authenticator

from goldenthread.accounts.models import Invitation
from goldenthread.audit.action import DEEDS
from goldenthread.demo.stories import Story
from goldenthread.rules.proof import Proof
from tests.house.scenes import RECEIVED, Words, scene


@scene("accounts.sign_in")
def _sign_in(story: Story, folder: Path) -> Words:
    device = {"device": "Firefox on Windows", "address": "192.0.2.7"}
    return {"user": story.cast.spoc, "key": "0" * 32, "proof": Proof.CODE, **device}


@scene("accounts.sign_out")
def _sign_out(story: Story, folder: Path) -> Words:
    words = {**_sign_in(story, folder), "by": story.cast.spoc, "on": RECEIVED}
    return {"session": DEEDS["accounts.sign_in"].function(**words)}


@scene("accounts.time_out")
def _time_out(story: Story, folder: Path) -> Words:
    return _sign_out(story, folder)


@scene("accounts.revoke")
def _revoke(story: Story, folder: Path) -> Words:
    _sign_out(story, folder)
    return {"user": story.cast.spoc}


@scene("accounts.keep")
def _keep(story: Story, folder: Path) -> Words:
    return {"user": story.cast.spoc, "path": "/intake/receive/", "typed": {"forename": ["Wren"]}}


@scene("accounts.forget")
def _forget_typed(story: Story, folder: Path) -> Words:
    words = {**_keep(story, folder), "by": story.cast.spoc, "on": RECEIVED}
    return {"kept": DEEDS["accounts.keep"].function(**words)}


@scene("accounts.fail")
def _fail(story: Story, folder: Path) -> Words:
    return {"email": story.cast.spoc.email, "address": "192.0.2.7", "by": story.cast.tick}


@scene("accounts.unlock")
def _unlock(story: Story, folder: Path) -> Words:
    DEEDS["accounts.fail"].function(**_fail(story, folder), on=RECEIVED)
    return {"user": story.cast.spoc, "by": story.cast.manager}


@scene("accounts.give_link")
def _give_link(story: Story, folder: Path) -> Words:
    return {"user": story.cast.spoc, "by": story.cast.manager}


@scene("accounts.accept")
def _accept(story: Story, folder: Path) -> Words:
    DEEDS["accounts.give_link"].function(user=story.cast.spoc, by=story.cast.manager, on=RECEIVED)
    return {"invitation": Invitation.objects.get(), "password": "a drizzle of gorse honey"}


@scene("accounts.change_password")
def _change_password(story: Story, folder: Path) -> Words:
    _sign_out(story, folder)
    return {"user": story.cast.spoc, "password": "a drizzle of gorse honey"}


@scene("accounts.close")
def _close(story: Story, folder: Path) -> Words:
    return {"user": story.cast.therapist, "by": story.cast.manager}


@scene("accounts.link")
def _link(story: Story, folder: Path) -> Words:
    return {"user": story.cast.spoc, "subject": "7" * 64}


@scene("accounts.add_passkey")
def _add_passkey(story: Story, folder: Path) -> Words:
    return {"user": story.cast.spoc, "name": "My laptop", "credential": {}}


@scene("accounts.remove_passkey")
def _remove_passkey(story: Story, folder: Path) -> Words:
    DEEDS["accounts.add_passkey"].function(**_add_passkey(story, folder), by=story.cast.spoc, on=RECEIVED)
    return {"user": story.cast.spoc, "passkey": Authenticator.objects.get(type="webauthn")}


@scene("accounts.add_authenticator")
def _add_authenticator(story: Story, folder: Path) -> Words:
    return {"user": story.cast.spoc, "secret": "A" * 32}


@scene("accounts.renew_recovery_codes")
def _renew_recovery_codes(story: Story, folder: Path) -> Words:
    return {"user": story.cast.spoc}
