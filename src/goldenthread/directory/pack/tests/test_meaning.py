"""A pack whose parts contradict each other is told, each problem with its line."""

from __future__ import annotations

from goldenthread.directory.pack import check
from goldenthread.directory.pack.tests.small import HERE, SMALL, problem, with_change

# Codes that lead somewhere


def test_two_rows_of_one_list_do_not_share_a_code() -> None:
    found = problem('code = "ot"', f'code = "slt"{HERE}')
    assert found.sentence == "Two rows of [[service]] have the code “slt”. Give each one of its own."


def test_two_schools_do_not_share_a_number() -> None:
    again = (
        f'\n[[school]]\nurn = "990901"{HERE}\nname = "Cove"\nphase = "primary"\ncouncil = "seaside-council"\n'
    )
    last = 'phase = "primary"\ncouncil = "seaside-council"\n'
    assert "have the urn “990901”" in problem(last, last + again).sentence


def test_one_label_leads_to_one_service() -> None:
    found = problem('label = "OT"', f'label = "s.a.l.t"{HERE}')
    assert found.sentence == "“s.a.l.t” already leads to the service “slt”. Choose another word."


def test_one_alias_leads_to_one_service_and_is_found_in_its_list() -> None:
    found = problem('label = "OT"', f'label = "OT"\naliases = [\n  "Occ",\n  "SPEECH  THERAPY",{HERE}\n]')
    assert found.path == "service[2].aliases[2]"


def test_a_provider_must_be_an_organisation_of_the_pack() -> None:
    found = problem(
        'name = "Occupational Therapy"\nprovider = "seaside-health"',
        f'name = "Occupational Therapy"\nprovider = "elsewhere"{HERE}',
    )
    assert found.sentence == "There is no organisation “elsewhere”. Add [[organisation]] or correct the code."


def test_a_place_lies_with_a_council_and_a_single_point_of_contact() -> None:
    found = problem('spoc = "seaside-spoc"', f'spoc = "seaside-health"{HERE}')
    assert found.sentence == "“seaside-health” is not of the kind “spoc”, as spoc must be."


def test_a_successor_must_be_known() -> None:
    found = problem(
        "valid_from = 2026-09-01",
        f'valid_from = 2026-09-01\nvalid_to = 2027-08-31\nsuccessor = "nobody"{HERE}',
    )
    assert found.sentence.startswith("There is no organisation “nobody”.")


def test_an_organisation_with_a_successor_has_an_end() -> None:
    found = problem("valid_from = 2026-09-01", f'valid_from = 2026-09-01\nsuccessor = "seaside-health"{HERE}')
    assert found.sentence == "An organisation with a successor has an end: add “valid_to”, its last day."


def test_an_organisation_does_not_follow_itself() -> None:
    found = problem("valid_from = 2026-09-01", f'valid_to = 2027-08-31\nsuccessor = "seaside-spoc"{HERE}')
    assert found.sentence == "An organisation cannot follow itself."


def test_access_to_a_record_does_not_end_before_it_begins() -> None:
    found = problem(
        '{ role = "spoc", granted = 2026-09-01 },',
        f'{{ role = "spoc", granted = 2026-09-01, expires = 2026-08-31 }},{HERE}',
    )
    assert (found.path, found.sentence) == (
        "record_system[1].access[1].expires",
        "“expires” is before “granted”. Correct one of the two dates.",
    )


def test_access_is_given_to_a_role_of_the_pack() -> None:
    (found,) = check(with_change('role = "head-of-therapies"', 'role = "visitor"'))
    assert SMALL.splitlines()[found.line - 1].startswith('  { role = "head-of-therapies"')


def test_an_area_has_a_council_and_a_single_point_of_contact() -> None:
    (found,) = check(with_change('parts = ["spoc"]', "parts = []"))
    assert (found.line, found.sentence) == (
        8,
        'No organisation is this area\'s single point of contact. Give one of them parts = ["spoc"].',
    )


def test_every_area_has_a_role_for_the_service_and_for_the_single_point_of_contact() -> None:
    text = with_change('code = "service"\n', 'code = "team"\n').replace('to = ["service"]', 'to = ["team"]')
    (found,) = check(text)
    assert found.sentence == "There is no role “service”. Every area has one: add [[role]] with this code."


# Services, mail and the ladder


def test_a_service_without_a_monitored_contact_point_does_not_go_live() -> None:
    found = problem('label = "OT"', f'label = "OT"\nhead = "head-of-therapies"\nlive_from = 2026-09-01{HERE}')
    assert found.sentence == (
        "A service goes live only with a monitored contact point: its contact lacks “monitored_by”, “checked_on”."
    )


def test_a_service_without_a_contact_point_does_not_go_live() -> None:
    contact = 'contact = { email = "ot@seaside.example" }'
    found = problem(contact, f'head = "head-of-therapies"\nlive_from = 2026-09-01{HERE}')
    assert found.sentence == ("A service goes live only with a monitored contact point: it has no “contact”.")


def test_a_live_service_names_its_head_where_the_ladder_goes_up_to_it() -> None:
    (found,) = check(with_change('head = "head-of-therapies"\n', ""))
    assert found.path == "service[1]"
    assert "name the role that answers for it as “head”" in found.sentence


def test_a_service_needs_no_head_where_no_ladder_goes_up_to_one() -> None:
    without_head = with_change('head = "head-of-therapies"\n', "")
    assert check(without_head.replace('to = ["service-head"]', 'to = ["service"]')) == []


def test_a_role_that_is_written_to_has_a_mailbox() -> None:
    found = problem('to = ["service-head"]', f'to = ["service-head", "board"]{HERE}')
    assert found.sentence == (
        "The role “board” has no mailbox, MESH mailbox or postal address: nothing to or from it would arrive."
    )


def test_a_role_that_is_written_to_may_have_a_mesh_mailbox_or_a_postal_address_instead() -> None:
    mailbox = 'mailbox = "therapies@seaside.example"'
    assert check(with_change(mailbox, 'mesh = "X26HT001"')) == []
    assert check(with_change(mailbox, 'postal = ["The Clinic", "1 Sea Road", "Seaside", "TQ1 1AA"]')) == []


def test_a_contact_point_has_one_channel() -> None:
    contact = 'contact = { email = "ot@seaside.example" }'
    none = problem(contact, f'contact = {{ monitored_by = "Desk" }}{HERE}')
    assert none.sentence == "Nobody can be written to here. Add one of “email”, “mesh” and “postal”."
    two = problem(contact, f'contact = {{ email = "ot@seaside.example", mesh = "X26OT001" }}{HERE}')
    assert two.sentence == "“email” and “mesh” stand here together: a letter goes to one of them. Keep one."


def test_a_role_has_one_channel_at_most() -> None:
    mailbox = 'mailbox = "therapies@seaside.example"'
    found = problem(mailbox, f'{mailbox}\npostal = ["1 Sea Road", "TQ1 1AA"]{HERE}')
    assert (
        found.sentence
        == "“mailbox” and “postal” stand here together: a letter goes to one of them. Keep one."
    )


def test_a_step_goes_to_a_role_of_the_pack() -> None:
    found = problem('to = ["service-head"]', f'to = ["minister"]{HERE}')
    assert (found.path, found.sentence) == (
        "ladder.step[2].to[1]",
        "There is no role “minister”. Add [[role]] or correct the code.",
    )


def test_a_reminder_uses_a_template_of_the_pack() -> None:
    found = problem('template = "reminder-note"', f'template = "song"{HERE}')
    assert found.sentence == "There is no template “song”. Add [[template]] or correct the code."


def test_a_step_counts_from_a_step_of_its_ladder() -> None:
    found = problem('anchor = "chase"', f'anchor = "moon"{HERE}')
    assert (
        found.sentence
        == "Step “letter” counts from “moon”, which is neither “due” nor a step of this ladder."
    )


def test_steps_do_not_wait_for_each_other() -> None:
    found = problem('anchor = "due"', f'anchor = "letter"{HERE}')
    assert "the two would wait for each other" in found.sentence
