"""GOV.UK Notify and MESH are set up whole, with one way out for mail, or the start is refused in a sentence."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from goldenthread.config import ways_out

ONE, OTHER = "0f6a1a3c-1111-4222-8333-444455556666", "9c2d4b1e-5555-4666-8777-888899990000"
NOTIFY = {"GOLDENTHREAD_NOTIFY_KEY": f"torbay-{ONE}-{OTHER}", "GOLDENTHREAD_NOTIFY_MAIL_TEMPLATE": ONE}
MESH = {
    "GOLDENTHREAD_MESH_URL": "https://mesh.example",
    "GOLDENTHREAD_MESH_MAILBOX": "X26HC001",
    "GOLDENTHREAD_MESH_PASSWORD": "a password",
    "GOLDENTHREAD_MESH_SHARED_KEY": "a key",
    "GOLDENTHREAD_MESH_WORKFLOW": "A_WORKFLOW",
    "GOLDENTHREAD_MESH_CERTIFICATE": "/etc/mesh/certificate.pem",
    "GOLDENTHREAD_MESH_KEY": "/etc/mesh/key.pem",
}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch):
    def tell(settings: dict[str, str], **others: str) -> None:
        for name, value in {**settings, **{f"GOLDENTHREAD_{k}": v for k, v in others.items()}}.items():
            monkeypatch.setenv(name, value)

    return tell


def notify(smtp: str = "") -> dict[str, object]:
    return ways_out.notify("GOLDENTHREAD_NOTIFY", smtp=smtp)


def mesh() -> dict[str, object]:
    return ways_out.mesh("GOLDENTHREAD_MESH")


def test_nothing_leaves_by_what_is_not_set() -> None:
    assert (notify(), mesh()) == ({}, {})


def test_notify_is_set_up_with_its_key_and_a_template(told) -> None:
    told(NOTIFY)
    assert notify() == {
        "key": NOTIFY["GOLDENTHREAD_NOTIFY_KEY"], "url": "https://api.notifications.service.gov.uk",
        "mail": ONE, "letter": "", "reply_to": "",
    }  # fmt: skip


def test_beside_a_mail_server_notify_sends_letters_alone(told) -> None:
    told({"GOLDENTHREAD_NOTIFY_KEY": NOTIFY["GOLDENTHREAD_NOTIFY_KEY"]}, NOTIFY_LETTER_TEMPLATE=OTHER)
    assert notify(smtp="smtps://mail.example")["letter"] == OTHER
    told(NOTIFY)
    with pytest.raises(ImproperlyConfigured, match="mail leaves by one of them. Unset one"):
        notify(smtp="smtps://mail.example")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("NOTIFY_KEY", ONE, "Copy the whole key"),
        ("NOTIFY_MAIL_TEMPLATE", "", "is set without a template"),
        ("NOTIFY_MAIL_TEMPLATE", "request", "Copy the id from GOV.UK Notify"),
        ("NOTIFY_URL", "http://notify.example", "Write an address that begins https://"),
    ],
)
def test_what_is_wrong_with_notify_is_said(told, name: str, value: str, sentence: str) -> None:
    told(NOTIFY, **{name: value})
    with pytest.raises(ImproperlyConfigured, match=sentence):
        notify()


def test_mesh_is_set_up_with_all_its_parts(told, monkeypatch: pytest.MonkeyPatch) -> None:
    told(MESH)
    assert mesh()["certificate"] == "/etc/mesh/certificate.pem"
    monkeypatch.delenv("GOLDENTHREAD_MESH_CERTIFICATE")
    with pytest.raises(ImproperlyConfigured, match="GOLDENTHREAD_MESH_CERTIFICATE is not set"):
        mesh()
    told({}, MESH_URL="http://127.0.0.1:8700")  # a sandbox on one's own machine speaks no TLS
    assert (mesh()["url"], mesh()["certificate"]) == ("http://127.0.0.1:8700", "")
