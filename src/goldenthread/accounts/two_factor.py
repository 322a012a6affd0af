"""How django-allauth keeps second factors here: sealed, and under our name."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter

from goldenthread.accounts.sealing import seal, unseal


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are sealed before they reach the database."""

    def encrypt(self, text: str) -> str:
        """Seal an authenticator app's secret, or the seed of recovery codes."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Read it again."""
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        """What the authenticator app calls us."""
        return "Goldenthread"

    def _get_site_name(self) -> str:
        return "Goldenthread"


def set_up_link(user: object, secret: str) -> str:
    """The address that an authenticator app reads from its square code."""
    link: str = Adapter().build_totp_url(user, secret)
    return link


def square(link: str) -> str:
    """The square code of an address, as an SVG that stands in the page."""
    drawn: str = Adapter().build_totp_svg(link)
    return drawn[drawn.index("<svg") :]
