"""The provider's signed token: its signature is checked although it came over TLS from the provider itself."""

from __future__ import annotations

from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

KINDS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures by a private key of the provider's. One by a shared secret, or none, is not believed."""


class Signed(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Believes a token that the provider signed, for us, and that is not over."""

    def keys(self) -> jwt.PyJWKSet:
        """The provider's public keys, as it shows them now: one that it has changed is known at once."""
        with get_adapter().get_requests_session() as http:
            return jwt.PyJWKSet.from_dict(http.get(self.openid_config["jwks_uri"]).json())

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            read: dict[str, Any] = jwt.decode(
                id_token,
                key=_key(self.keys(), id_token),
                algorithms=KINDS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWTError, ValueError) as problem:
            raise OAuth2Error("The token is not good.") from problem
        return read


def _key(keys: jwt.PyJWKSet, id_token: str) -> jwt.PyJWK:
    """The key that the token names; where it names none, the provider's only one."""
    named = jwt.get_unverified_header(id_token).get("kid")
    fitting = [key for key in keys.keys if named is None or key.key_id == named]
    if len(fitting) != 1:
        raise ValueError("No one key fits the token.")
    return fitting[0]
