"""Where a role or a service is written to, by the one key of its contact."""

from __future__ import annotations

from goldenthread.rules.channels import Channel, shown, written_to


def test_a_mailbox_of_a_role_and_of_a_contact_point_is_mail() -> None:
    assert written_to({"mailbox": "spoc@torbay.example"}) == (Channel.MAIL, "spoc@torbay.example")
    assert written_to({"email": "slt@cfhd.example"}) == (Channel.MAIL, "slt@cfhd.example")


def test_a_mesh_mailbox_is_named_by_its_id() -> None:
    assert written_to({"mesh": "X26HC001"}) == (Channel.MESH, "X26HC001")
    assert shown(Channel.MESH, "X26HC001") == "MESH mailbox X26HC001"


def test_a_postal_address_keeps_its_lines_and_is_shown_on_one() -> None:
    found = written_to({"postal": ["1 Harbour Street", "Torquay", "TQ1 1AA"]})
    assert found == (Channel.PRINT, "1 Harbour Street\nTorquay\nTQ1 1AA")
    assert shown(*found) == "1 Harbour Street, Torquay, TQ1 1AA"


def test_a_role_that_nobody_writes_to_has_no_address() -> None:
    assert written_to({"code": "board"}) is None
    assert shown(Channel.MESH, "") == ""
