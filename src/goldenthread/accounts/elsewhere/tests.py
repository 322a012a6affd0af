"""Signing in through a real provider of OpenID Connect, started here, and what an answer of one may open."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from oidc_provider_mock import run_server_in_thread

from goldenthread.accounts.elsewhere.claims import UNVERIFIED
from goldenthread.accounts.elsewhere.signed import Signed
from goldenthread.accounts.elsewhere.views import FAILED, UNKNOWN
from goldenthread.accounts.entering import INVENTED, LEFT
from goldenthread.accounts.models import Membership, Session, User
from goldenthread.audit.models import Entry
from goldenthread.config import environment
from goldenthread.demo.area import Cast
from goldenthread.demo.phone import code, secret_of

ALICE = "spoc@torbay.example"
MFA = {"email": ALICE, "email_verified": True, "amr": ["pwd", "mfa"]}
GO = "/sign-in/organisation/"
SET = {
    "GOLDENTHREAD_OIDC_ISSUER": "https://sign-in.torbay.example",
    "GOLDENTHREAD_OIDC_NAME": "Torbay sign-in",
    "GOLDENTHREAD_OIDC_CLIENT_ID": "goldenthread",
    "GOLDENTHREAD_OIDC_CLIENT_SECRET": "between the two",
}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider on this machine, for this file."""
    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def there(provider: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """The settings as an area makes them, but for the provider's address, which is this machine's."""
    for name, value in SET.items():
        monkeypatch.setenv(name, value)
    name, trust, providers = environment.organisation("GOLDENTHREAD_OIDC")
    providers["openid_connect"]["APPS"][0]["settings"]["server_url"] = provider
    settings.ORGANISATION_SIGN_IN, settings.ORGANISATION_TRUST = name, trust
    settings.SOCIALACCOUNT_PROVIDERS = providers
    return provider


@pytest.fixture
def signs_in(client: Client, cast: Cast, there: str) -> Callable[..., str]:
    """`signs_in(sub, **claims)` there, and is led back: where to."""

    def go(sub: str = "alice-at-torbay", *, wanted: str = "", browser: Client = client, **claims: Any) -> str:
        requests.put(f"{there}/users/{sub}", json=claims, timeout=5).raise_for_status()
        asked = browser.get(f"{GO}?next={wanted}" if wanted else GO)["Location"]
        back = requests.post(asked, data={"sub": sub}, allow_redirects=False, timeout=5).headers["Location"]
        return str(browser.get(f"{urlsplit(back).path}?{urlsplit(back).query}")["Location"])

    return go


def _read(client: Client) -> str:
    return client.get("/sign-in/").content.decode().replace("&#39;", "'")


@pytest.mark.django_db
def test_who_proved_two_factors_there_is_signed_in_here(
    signs_in: Callable[..., str], client: Client, cast: Cast
) -> None:
    assert signs_in(**MFA) == "/"
    session = Session.objects.get()
    assert (session.by, session.proof) == (cast.spoc, "elsewhere")
    assert client.get("/services/").status_code == 200
    deeds = set(Entry.objects.filter(recorded_by=cast.spoc.pk).values_list("deed", flat=True))
    assert {"accounts.link", "accounts.sign_in"} <= deeds


@pytest.mark.django_db
def test_the_way_there_is_a_code_with_proof_of_who_asked(client: Client, cast: Cast, there: str) -> None:
    asked = parse_qs(
        urlsplit(client.get(f"{GO}?scope=profile&auth_params=acr_values%3Dnone")["Location"]).query
    )
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"] and asked["code_challenge"] and asked["state"]
    assert sorted(asked["scope"][0].split()) == ["email", "openid"]
    assert "acr_values" not in asked


@pytest.mark.django_db
@pytest.mark.parametrize("amr", [["pwd"], [], None, "pwd"])
def test_who_proved_one_factor_there_proves_the_second_here(
    signs_in: Callable[..., str], client: Client, cast: Cast, amr: Any
) -> None:
    led = signs_in(email=ALICE, email_verified=True, wanted="/services/", **({"amr": amr} if amr else {}))
    assert led == "/sign-in/code/?next=/services/"
    assert client.get("/services/").status_code == 302
    assert client.post(led, {"code": code(secret_of(ALICE))})["Location"] == "/services/"


@pytest.mark.django_db
def test_the_page_that_was_asked_for_comes_after_it(signs_in: Callable[..., str], cast: Cast) -> None:
    assert signs_in(wanted="/services/", **MFA) == "/services/"


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example"])
def test_nobody_is_led_to_another_site(signs_in: Callable[..., str], cast: Cast, elsewhere: str) -> None:
    assert signs_in(wanted=elsewhere, **MFA) == "/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"email": "nobody@torbay.example", "email_verified": True}, UNKNOWN),
        ({"email": ALICE, "email_verified": False}, UNVERIFIED),
        ({"email": ALICE}, UNVERIFIED),
        ({"email_verified": True}, UNVERIFIED),
        ({"email": "tick@system.goldenthread.example", "email_verified": True}, UNKNOWN),
    ],
)
def test_only_a_verified_address_of_somebody_invited_opens_an_account(
    signs_in: Callable[..., str], client: Client, cast: Cast, claims: dict[str, Any], sentence: str
) -> None:
    people = User.objects.count()
    assert signs_in("somebody", amr=["mfa"], **claims) == "/sign-in/"
    assert sentence in _read(client)
    assert not Session.objects.exists() and not SocialAccount.objects.exists()
    assert User.objects.filter(is_system=False).count() <= people
    assert Entry.objects.filter(deed="accounts.fail").count() == 1


@pytest.mark.django_db
def test_once_joined_it_is_the_person_and_no_address_that_counts(
    signs_in: Callable[..., str], client: Client, cast: Cast
) -> None:
    signs_in(**MFA)
    moved = {**MFA, "email": cast.manager.email, "email_verified": True}
    assert signs_in(browser=Client(), **moved) == "/"
    assert {session.by for session in Session.objects.all()} == {cast.spoc}
    assert SocialAccount.objects.get().extra_data == {}
    assert "alice" not in SocialAccount.objects.get().uid


@pytest.mark.django_db
def test_signing_in_while_signed_in_is_another_session_under_another_key(
    signs_in: Callable[..., str], client: Client, cast: Cast
) -> None:
    assert (signs_in(**MFA), signs_in(**MFA)) == ("/", "/")
    keys = set(Session.objects.values_list("key", flat=True))
    assert len(keys) == 2 and client.session.session_key in keys
    assert client.get("/services/").status_code == 200


@pytest.mark.django_db
def test_a_leaver_and_in_real_use_an_invented_person_are_turned_away(
    signs_in: Callable[..., str], client: Client, cast: Cast, settings: Any
) -> None:
    settings.PRODUCTION = True
    assert signs_in(**MFA) == "/sign-in/"
    assert INVENTED in _read(client)
    settings.PRODUCTION = False
    Membership.objects.update(ends_on="2021-01-01")
    assert signs_in(**MFA) == "/sign-in/"
    assert LEFT in _read(client)
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_an_answer_that_nobody_asked_for_opens_nothing(client: Client, cast: Cast, there: str) -> None:
    for query in ("code=made-up&state=made-up", "code=made-up", "error=access_denied", ""):
        client.get(f"/sign-in/organisation/back/?{query}")
        assert FAILED in _read(client)
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_anothers_answer_is_of_no_use(client: Client, cast: Cast, there: str) -> None:
    requests.put(f"{there}/users/thief", json=MFA, timeout=5)
    asked = Client().get(GO)["Location"]
    back = requests.post(asked, data={"sub": "thief"}, allow_redirects=False, timeout=5).headers["Location"]
    client.get(f"{urlsplit(back).path}?{urlsplit(back).query}")
    assert FAILED in _read(client)


def _signed(key: Any, token: dict[str, Any], algorithm: str = "RS256") -> str:
    return jwt.encode(token, key, algorithm=algorithm, headers={"kid": "theirs"})


def _forged(token: dict[str, Any]) -> dict[str, Callable[[Any], str]]:
    """Tokens of the same person, each wrong in one thing; and one that is right."""
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return {
        "right": lambda key: _signed(key, token),
        "signed by another": lambda key: _signed(other, token),
        "not signed": lambda key: _signed(None, token, "none"),
        "for another": lambda key: _signed(key, {**token, "aud": "somebody-else"}),
        "of another provider": lambda key: _signed(key, {**token, "iss": "https://evil.example"}),
        "by a secret that both know": lambda key: _signed("between the two", token, "HS256"),
        "by a key that is not theirs": lambda key: jwt.encode(
            token, key, "RS256", headers={"kid": "unknown"}
        ),
        "over": lambda key: _signed(key, {**token, "exp": 1_700_000_000}),
        "asked for on another day": lambda key: _signed(key, {**token, "nonce": "of another day"}),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("kind", _forged({}))
def test_only_a_token_that_is_signed_for_us_and_for_this_visit_is_believed(
    kind: str, client: Client, cast: Cast, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = parse_qs(urlsplit(client.get(GO)["Location"]).query)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    token = {
        **MFA,
        "sub": "7",
        "iss": there,
        "aud": "goldenthread",
        "exp": 4_000_000_000,
        "nonce": asked["nonce"][0],
    }
    answer = {"access_token": "x", "token_type": "Bearer", "id_token": _forged(token)[kind](key)}
    shown = {
        **json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())),
        "kid": "theirs",
        "alg": "RS256",
    }
    monkeypatch.setattr(Signed, "get_access_token_data", lambda *_, **__: answer)
    monkeypatch.setattr(Signed, "_fetch_user_info", lambda *_: {"sub": "7"})
    monkeypatch.setattr(Signed, "keys", lambda _: jwt.PyJWKSet.from_dict({"keys": [shown]}))
    client.get(f"/sign-in/organisation/back/?code=x&state={asked['state'][0]}")
    assert Session.objects.filter(by=cast.spoc).exists() is (kind == "right")


@pytest.mark.django_db
def test_a_provider_that_does_not_answer_is_said_on_the_sign_in_page(
    client: Client, cast: Cast, there: str, settings: Any
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = (
        "http://localhost:9"
    )
    assert client.get(GO)["Location"] == "/sign-in/"
    assert FAILED in _read(client)


@pytest.mark.django_db
def test_without_a_provider_there_is_no_such_way(client: Client, cast: Cast) -> None:
    assert client.get(GO).status_code == 404
    assert client.get("/sign-in/organisation/back/?code=x&state=y").status_code == 404
    assert "Torbay sign-in" not in _read(client)


@pytest.mark.django_db
def test_the_way_stands_on_the_sign_in_page(client: Client, cast: Cast, there: str) -> None:
    page = client.get("/sign-in/?next=/services/").content.decode()
    assert "Sign in with Torbay sign-in" in page
    assert f'href="{GO}?next=/services/"' in page


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("ISSUER", "http://there.example", "Write an address that begins https://"),
        ("STRONG", "amr", "Write the claim and its values"),
        ("CLIENT_SECRET", "", "GOLDENTHREAD_OIDC_CLIENT_SECRET is not set"),
    ],
)
def test_a_bad_setting_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    for each, usual in SET.items():
        monkeypatch.setenv(each, usual)
    monkeypatch.setenv(f"GOLDENTHREAD_OIDC_{name}", value)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        environment.organisation("GOLDENTHREAD_OIDC")
