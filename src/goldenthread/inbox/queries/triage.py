"""What is known of a mail: which letter it answers, whether its sender and its words fit that letter's child."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from goldenthread.cases.models import Case
from goldenthread.database.acting import as_system
from goldenthread.inbox.models import Thread
from goldenthread.inbox.reading import Letter
from goldenthread.people.models import Carer, Child
from goldenthread.people.names import LONGEST_NAME, MOST_WORDS, possible_names, search_form
from goldenthread.rules.filing import Proofs, why_it_waits
from goldenthread.rules.reply import letters_named
from goldenthread.rules.words import said as said_on

_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.-]{2,39}")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Judged:
    """The letter that a mail answers, where one is known, and why the mail waits; nothing where it need not."""

    thread: Thread | None
    why: str

    @property
    def case(self) -> Case | None:
        """The case that the letter was about; none where it carried a service's list."""
        return self.thread.case if self.thread else None


def keys() -> list[bytes]:
    """What makes and checks reply tokens, the newest first: made from the secret key, and from former ones."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac("goldenthread.reply", "", secret=each, algorithm="sha256").digest() for each in secrets
    ]


def judge(
    area_id: UUID, letter: Letter, *, brings_a_workbook: bool = False, files: Sequence[str | None] = ()
) -> Judged:
    """Whose letter it answers, and whether a person must decide. Asked of the rules, which alone say yes.

    `files` is what each file says that it brought; None where that cannot be read.
    """
    named = letters_named(letter.routes, keys())
    threads = list(Thread.objects.filter(area=area_id, pk__in=named).select_related("case__child", "service"))
    thread = threads[0] if len(threads) == 1 and len(named) == 1 else None
    said = " ".join((letter.subject, letter.text, *(each.name for each in letter.attached)))
    if thread is not None and thread.case is None and not letter.is_automatic:
        return Judged(thread, _of_a_list(thread))
    about = thread.case if thread else None
    siblings = _siblings(area_id, letter.address, about)
    proofs = Proofs(
        letters=len(named) if threads else 0,
        is_proved=letter.is_proved,
        is_from_whom_we_wrote_to=thread is not None
        and bool(letter.address)
        and letter.address == thread.address,
        is_automatic=letter.is_automatic,
        names_this_child=about is not None and _names(said, about),
        names_another=_names_another(area_id, said, about, siblings)
        or any(_names_another(area_id, part, about, ()) for each in files if each for part in _parts(each)),
        writes_about_others=bool(siblings),
        brings_a_workbook=brings_a_workbook,
        brings_what_cannot_be_read=None in files,
    )
    return Judged(thread, why_it_waits(proofs))


def _of_a_list(thread: Thread) -> str:
    """An answer to a list is about no single child: somebody takes its workbook back, row by row."""
    service = thread.service.label if thread.service else "a service"
    return f"It answers the list of {service} that was sent on {said_on(thread.opened_on)}: take that back."


def _siblings(area_id: UUID, address: str, about: Case | None) -> list[Child]:
    """Other children about whom this address is written to, or whose carer it is, however closely that is kept."""
    if not address:
        return []
    threads = Thread.objects.filter(area=area_id, address=address, case__isnull=False)
    children: set[UUID] = set(threads.values_list("case__child", flat=True))
    with as_system("filing"):
        carers = Carer.objects.filter(area=area_id, email__iexact=address)
        children |= set(carers.values_list("child", flat=True))
    own = {about.child_id} if about else set()
    return list(Child.objects.filter(pk__in=children - own))


def _names(said: str, case: Case) -> bool:
    """Whether the mail says the case's reference, or the child's forename."""
    words = _words(said)
    named = set(_words(case.child.forename)) <= set(words)
    return named or case.reference.lower() in {each.lower() for each in _references(said)}


def _names_another(area_id: UUID, said: str, about: Case | None, siblings: Iterable[Child]) -> bool:
    """A number, reference or full name of another child of the area, or the forename of another of the sender's."""
    own = [about.child_id] if about else []
    numbers = {re.sub(r"\D", "", found) for found in _NUMBER.findall(said)}
    if Child.objects.filter(area=area_id, nhs_number__in=numbers).exclude(pk__in=own).exists():
        return True
    cases = Case.objects.filter(area=area_id, reference__in=_references(said))
    if cases.exclude(child__in=own).exists():
        return True
    others = Child.objects.filter(area=area_id).exclude(pk__in=own)
    if others.filter(search_name__in=possible_names(said)).exists():
        return True
    words, mine = set(_words(said)), set(_words(about.child.forename)) if about else set()
    return any(set(_words(child.forename)) <= words - mine for child in siblings)


def _parts(text: str) -> Iterator[str]:
    """A long text in pieces, each of as many words as are looked through for names; a name may lie across two."""
    words = text.split()
    for start in range(0, max(1, len(words)), MOST_WORDS - LONGEST_NAME):
        yield " ".join(words[start : start + MOST_WORDS])


def _references(said: str) -> set[str]:
    """Whatever may be a case's reference: words with a figure in them."""
    return {
        form
        for found in _REFERENCE.findall(said)
        if any(letter.isdigit() for letter in found)
        for form in (found.rstrip("._-/"), found.rstrip("._-/").upper())
    }


def _words(text: str) -> list[str]:
    return [search_form(word) for word in _WORD.findall(text)]
