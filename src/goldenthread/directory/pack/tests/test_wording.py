"""The words of a letter are checked when the pack is, so that no letter fails on the day on which it is due."""

from __future__ import annotations

import pytest

from goldenthread.directory.pack import check
from goldenthread.directory.pack.tests.small import HERE, problem, with_change

SUBJECT = 'subject = "{service}: {reference}"'


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("{child}", "“{child}” would put a child's particulars into mail."),
        ("{nhs_number}", "“{nhs_number}” would put a child's particulars into mail."),
        ("{refrence}", "“{refrence}” is not a merge field. Known are: action, area, "),
        ("{reference", "A curly bracket has no partner."),
    ],
)
def test_a_field_that_no_letter_may_have_is_told_on_its_line(field: str, sentence: str) -> None:
    assert problem(SUBJECT, f'subject = "{field}"{HERE}').sentence.startswith(sentence)


def told(old: str, new: str) -> dict[str, str]:
    return {each.path: each.sentence for each in check(with_change(old, new))}


def test_a_letter_about_one_service_does_not_speak_of_all() -> None:
    found = told("There is time: {lateness}.", "{services}")
    assert list(found) == ["reminder[1].template"]
    assert "this is about one. Say {service}." in found["reminder[1].template"]


def test_a_day_to_answer_by_needs_a_time_to_answer_in() -> None:
    """The second step has one."""
    found = told("It is {lateness}.", "Answer by {reply_by}.")
    assert list(found) == ["ladder.step[1].template"]
    assert "nothing here says by when" in found["ladder.step[1].template"]


def test_a_letter_of_the_ladder_has_words() -> None:
    found = told(f"\n{SUBJECT}", "")
    assert list(found) == ["ladder.step[1].template", "ladder.step[2].template"]
    assert "has no words, so nothing could be sent" in found["ladder.step[1].template"]


@pytest.mark.parametrize(
    ("field", "is_filled"), [("{due_on}", True), ("{reply_by}", False), ("{reason}", False)]
)
def test_a_request_pack_has_no_field_that_nothing_fills_in(field: str, *, is_filled: bool) -> None:
    words = (
        f'[[template]]\ncode = "request-pack"\ntitle = "Pack"\nsubject = "{{service}}"\nbody = "{field}"\n\n'
    )
    found = told("[[cause]]", f"{words}[[cause]]")
    assert [*found.values()] == (
        []
        if is_filled
        else [f"The template “request-pack” uses {field}, which nothing fills in there. Take the field out."]
    )


@pytest.mark.parametrize("words", ["two\u2028lines", "a\u202eback", "a\u0085new line"])
def test_no_character_that_turns_or_breaks_a_line_stands_in_a_letter(words: str) -> None:
    assert list(told("There is time: {lateness}.", words)) == ["template[2].body"]


ENDS_IN_TWO_WAYS = """[[template]]
code = "date"
title = "A day"
subject = "{{service}}"
body = "{day}"

[[template]]
code = "refusal"
title = "No advice"
subject = "{{service}}"
body = "{who}"

[[ladder.step]]
code = "outcome"
title = "Outcome"
anchor = "due"
offset = {{ days = 9 }}
from = "spoc"
to = ["service"]
template = "date"
alternative = "refusal"

[[cause]]"""


@pytest.mark.parametrize(
    ("day", "who", "is_told_apart"),
    [
        ("{promised_on}, {reason}", "{decided_by}, {reason}", True),
        ("{reason}", "{decided_by}", False),
        ("{promised_on}", "{reason}", False),
        ("{promised_on}", "{decided_by} {promised_on}", False),
    ],
)
def test_the_two_letters_of_a_step_that_ends_in_two_ways_can_be_told_apart(
    day: str, who: str, is_told_apart: bool
) -> None:
    found = told("[[cause]]", ENDS_IN_TWO_WAYS.format(day=day, who=who))
    problems = {path for path, sentence in found.items() if "cannot be told apart" in sentence}
    assert bool(problems) is not is_told_apart


@pytest.mark.parametrize("field", ["services", "reply_by", "next_who"])
def test_a_letter_of_a_deed_says_only_what_is_known_then(field: str) -> None:
    found = told("It is due on {due_on}.", f"It is {{{field}}}.")
    assert list(found) == ["letter[1].template"]
    assert f"uses {{{field}}}, which nothing fills in on the occasion “asked”" in found["letter[1].template"]


def test_a_letter_of_the_ladder_does_not_speak_of_the_not_known_route() -> None:
    found = told("There is time: {lateness}.", "Next: {next_who}.")
    assert list(found) == ["reminder[1].template"]
    assert "said only when a child is not known" in found["reminder[1].template"]


def test_an_occasion_is_one_of_those_that_there_are() -> None:
    found = told('code = "asked"', 'code = "sung"')
    assert list(found) == ["letter[1].code"]
    assert '"acknowledged", "asked", "no-longer-asked", "not-known"' in found["letter[1].code"]


def test_a_letter_of_a_deed_has_words() -> None:
    found = told('\nsubject = "Please advise: {reference}"', "")
    assert "has no words, so nothing could be sent" in found["letter[1].template"]


ALERT = """[[role]]
code = "privacy-officer"
name = "Privacy officer"
responsibilities = "Reviews what was opened in an emergency."
{address}

[[letter]]
code = "emergency-opened"
from = "spoc"
to = ["privacy-officer"]
template = "alert"

[[template]]
code = "alert"
title = "Opened in an emergency"
subject = "{{opening}}"
body = "{body}"
signed = {signed}

[[cause]]"""
MAILBOX = 'mailbox = "privacy@seaside.example"'


@pytest.mark.parametrize(
    ("address", "body", "signed", "sentence"),
    [
        (MAILBOX, "{opened_by} opened a record: {link}", "false", ""),
        (MAILBOX, "{reference}", "false", "which nothing fills in on the occasion “emergency-opened”"),
        (MAILBOX, "{waited}", "false", "which nothing fills in on the occasion “emergency-opened”"),
        (MAILBOX, "{opening}", "true", "Word of an emergency leaves by itself."),
        (MAILBOX, "{reason}", "false", "Word of an emergency leaves by itself."),
        (
            'postal = ["1 Quay", "Seaside", "ZZ1 1AA"]',
            "{opening}",
            "false",
            "cannot be told of an emergency at once",
        ),
        ('per_service = "contact"', "{opening}", "false", "cannot be told of an emergency at once"),
    ],
)
def test_word_of_an_emergency_names_no_case_and_waits_for_nobody(
    address: str, body: str, signed: str, sentence: str
) -> None:
    found = told("[[cause]]", ALERT.format(address=address, body=body, signed=signed))
    assert sentence in "".join(found.values()) if sentence else found == {}
