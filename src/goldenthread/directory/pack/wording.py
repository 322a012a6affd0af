"""The words of a pack's letters: each merge field known, no child's particulars, none that its step cannot fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from goldenthread.directory.pack.tables import Row, rows, words
from goldenthread.directory.pack.values import Found, Path
from goldenthread.rules.ladder import SERVICE
from goldenthread.rules.letters import ANSWERS, FIELD, FIELDS, OF_THE_PACK, REQUEST_PACK, Wording, problems
from goldenthread.rules.occasions import LISTS, OF_AN_OPENING, OF_THE_ROUTE, Occasion, unfilled
from goldenthread.rules.outcomes import Answer, answer

WORDS = ("subject", "body")
SENDERS = ("ladder.step", "reminder", "letter")


def wording_problems(data: Row) -> Found:
    """Everything wrong with the words of the templates, and with who uses them."""
    for path, row in rows(data, "template"):
        yield from _said(path, row)
        yield from _words_to_come(path, row)
    templates = {str(row.get("code")): row for _, row in rows(data, "template")}
    for path, row, code in _used(data):
        template = templates.get(code)
        if template is not None:
            unusable = _unfilled if path[0] == "letter" else _unusable
            yield from ((path, sentence) for sentence in _wordless(template, code))
            for each in _editions(template):
                yield from ((path, sentence) for sentence in unusable(each, row, code))
    yield from _same_endings(data, templates)
    yield from _alerts(data, templates)
    yield from _lists(data, templates)


def _said(path: Path, template: Row) -> Found:
    """What is wrong with a template by itself, in its words of now and of each day to come."""
    for inner, each in (((), template), *rows(template, "later")):
        for key in WORDS:
            yield from (((*path, *inner, key), sentence) for sentence in problems(str(each.get(key, ""))))
        if template.get("code") == REQUEST_PACK:
            yield from (((*path, *inner), sentence) for sentence in _not_of_the_pack(each))


def _editions(template: Row) -> Iterator[Row]:
    """Its words of now, and those of each day to come."""
    yield template
    yield from (later for _, later in rows(template, "later"))


def _alerts(data: Row, templates: Mapping[str, Row]) -> Found:
    """Word of an emergency waits for nobody: not for a signature or an answer, and not for the post."""
    roles = {str(row.get("code")): row for _, row in rows(data, "role")}
    for path, row in rows(data, "letter"):
        if str(row.get("code")) not in OF_AN_OPENING:
            continue
        template = templates.get(str(row.get("template")), {})
        if template.get("signed") or set(ANSWERS) & set(FIELD.findall(_text(template))):
            yield (
                (*path, "template"),
                "Word of an emergency leaves by itself. Take “signed” out of this template, and what its sender would "
                "have to say.",
            )
        for key in ("to", "copies"):
            for inner, code in words(row, key):
                told = roles.get(code, {})
                if "per_service" in told or "postal" in told:
                    yield (
                        (*path, *inner),
                        f"“{code}” cannot be told of an emergency at once. Name a role that has a mailbox.",
                    )


def _words_to_come(path: Path, template: Row) -> Found:
    """Words of a day to come stand in the order of their days, and ask the letter's sender for the same things."""
    before = None
    asked = set(Wording("", _text(template)).answers)
    for inner, each in rows(template, "later"):
        day = each.get("from")
        if isinstance(day, date) and isinstance(before, date) and day <= before:
            yield (*path, *inner, "from"), "Put these words in the order of their days, each day once."
        before = day
        if set(Wording("", _text(each)).answers) != asked:
            yield (
                (*path, *inner, "body"),
                "These words ask the sender for other things than those of before. Keep the same fields that the "
                "sender fills in, or give the letter a code of its own.",
            )


def _used(data: Row) -> Iterator[tuple[Path, Row, str]]:
    """Each place at which a step or a reminder names a template."""
    for name in SENDERS:
        for path, row in rows(data, name):
            for key in ("template", "alternative"):
                yield from (((*path, *inner), row, code) for inner, code in words(row, key))


def _same_endings(data: Row, templates: Mapping[str, Row]) -> Found:
    """A step that can end in two ways is told by its letters: by a day, or by who decided that no advice comes."""
    for path, row in rows(data, "ladder.step"):
        both = [templates.get(str(row.get(key))) for key in ("template", "alternative")]
        if all(each is not None and all(key in each for key in WORDS) for each in both):
            endings = {_ending(each) for each in both if each is not None}
            if endings != {Answer.PROMISED, Answer.NOT_PROVIDED}:
                yield (
                    (*path, "alternative"),
                    "The two letters of this step cannot be told apart when they are counted. One must say "
                    "{promised_on}, the day on which the advice comes; the other {decided_by}, who decided that it "
                    "does not come, and no {promised_on}.",
                )


def _lists(data: Row, templates: Mapping[str, Row]) -> Found:
    """The letters of a list go to the service alone, and leave by themselves: nobody completes or signs them."""
    for path, row in rows(data, "letter"):
        if row.get("code") not in LISTS:
            continue
        if row.get("to") != [SERVICE] or row.get("copies"):
            yield (
                path,
                f'A list names the children of one service. Send it to = ["{SERVICE}"], without copies.',
            )
        template = templates.get(str(row.get("template")), {})
        if template.get("signed") or Wording("", _text(template)).answers:
            yield (
                (*path, "template"),
                "The letter of a list leaves at once. Take out “signed”, and the fields that its sender would fill in.",
            )


def _ending(template: Row) -> Answer:
    return answer(Wording(*(str(template[key]) for key in WORDS)).answers)


def _wordless(template: Row, code: str) -> Iterator[str]:
    if any(key not in template for key in WORDS):
        yield (f"The template “{code}” has no words, so nothing could be sent. Give it a subject and a body.")


def _not_of_the_pack(template: Row) -> Iterator[str]:
    """A request pack is taken at once: nobody completes it, and nothing but the request is told in it."""
    yield from _wordless(template, REQUEST_PACK)
    for name in sorted(set(FIELD.findall(_text(template))) & {*FIELDS, *ANSWERS} - OF_THE_PACK):
        yield f"The template “{REQUEST_PACK}” uses {{{name}}}, which nothing fills in there. Take the field out."


def _unfilled(template: Row, letter: Row, code: str) -> Iterator[str]:
    occasion = str(letter.get("code"))
    if occasion in set(Occasion):
        for name in unfilled(Occasion(occasion), FIELD.findall(_text(template))):
            yield (
                f"The template “{code}” uses {{{name}}}, which nothing fills in on the occasion "
                f"“{occasion}”. Take the field out, or choose another template."
            )


def _unusable(template: Row, step: Row, code: str) -> Iterator[str]:
    text = _text(template)
    if "{reply_by}" in text and "response" not in step:
        yield (
            f"The template “{code}” asks for an answer by a day, but nothing here says by when. Add “response”, "
            "such as { working_days = 3 }."
        )
    for name in sorted(OF_THE_ROUTE & set(FIELD.findall(text))):
        yield f"The template “{code}” uses {{{name}}}, which is said only when a child is not known. Take it out."
    if "{services}" in text:
        yield f"The template “{code}” speaks of all {{services}} of a request; this is about one. Say {{service}}."


def _text(template: Row) -> str:
    return "".join(str(template.get(key, "")) for key in WORDS)
