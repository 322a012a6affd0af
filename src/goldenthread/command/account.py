"""`goldenthread account`: who may sign in, with which role, in which organisation.

    account add alice@seaside.example --name "Alice Penrose" --role spoc-administrator --in seaside-spoc
    account add charlie@seaside.example --name "Charlie Opie" --role health-practitioner --area seaside --service SLT
    account end charlie@seaside.example
    account link alice@seaside.example [--new-phone]
    account unlock|revoke|close alice@seaside.example
    account code spoc@torbay.example      (of a demonstration: the code that the page asks for)
    account list

A new account's owner chooses the password, with a personal link that is printed here to be handed over.
"""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from goldenthread.command.project import project
from goldenthread.command.serve import PORT
from goldenthread.rules.access import Role
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import counted, said

if TYPE_CHECKING:
    from goldenthread.accounts.models import User
    from goldenthread.directory.models import Organisation, Service

ABOUT_ONE = {
    "link": "make a new personal link, for a password that is forgotten",
    "unlock": "open an account that too many failures closed",
    "revoke": "sign somebody out everywhere",
    "close": "close an account at once",
    "code": "in a demonstration, the code that the second step asks for",
}
ROLES = [role.value for role in Role if role not in (Role.SYSTEM, Role.REPORTING)]


def main(words: list[str]) -> int:
    """Do it as the named person, or as the set-up account of whoever runs this machine."""
    asked = _parser().parse_args(words)
    with project():
        from django.core.exceptions import PermissionDenied
        from django.db import transaction

        from goldenthread import clock
        from goldenthread.accounts.actions import ensure_system_account
        from goldenthread.accounts.queries import holds, person
        from goldenthread.database.acting import acting_as
        from goldenthread.rules.access import Permission

        try:
            with transaction.atomic():
                by = person(asked.by) if asked.by else ensure_system_account("set-up", "Set-up")
                with acting_as(by):
                    if not holds(by, Permission.MANAGE_MEMBERS):
                        raise Refused(
                            f"{by.name} may not look after accounts. Give them a role that may first."
                        )
                    answer = DOES[asked.what](asked, by, clock.today())
        except PermissionDenied as problem:
            raise Refused(str(problem)) from problem
    print(answer)
    return 0


def add(asked: argparse.Namespace, by: User, on: date) -> str:
    """A new account with its link, or another role for one that is here."""
    from goldenthread.accounts.actions import invite, join

    organisation, service = _where(asked)
    user = invite(email=asked.email, name=asked.name, password=None, by=by, on=on)
    role = Role(asked.role)
    join(user=user, organisation=organisation, role=role, service=service, by=by, on=on)
    of = [service.label] if service else []
    of += [organisation.name] if organisation else []
    where = f" of {', '.join(of)}" if of else ""
    told = f"{user.name} ({user.email}) is {role.label}{where} from {said(on)}."
    return told if user.has_usable_password() else f"{told}\n{_link(user, False, by, on)}"


def end(asked: argparse.Namespace, by: User, on: date) -> str:
    """Every role of an account ends with this day; the account stays, for what it did."""
    from goldenthread.accounts.actions import leave
    from goldenthread.accounts.queries import memberships, person

    user = person(asked.email)
    held = list(memberships(user))
    for membership in held:
        leave(membership=membership, by=by, on=on)
    ends = "ends" if len(held) == 1 else "end"
    return f"{counted(len(held), 'role')} of {user.name} {ends} with {said(on)}."


def listed(asked: argparse.Namespace, by: User, on: date) -> str:
    """Everybody with a role, by organisation."""
    from goldenthread.accounts.queries import staff

    return "\n".join(
        f"{row.organisation.name if row.organisation else 'Families'}: {row.user.name} ({row.user.email}), "
        f"{Role(row.role).label}" + (f" {row.service.label}" if row.service else "")
        for row in staff()
    )


def code(asked: argparse.Namespace, by: User, on: date) -> str:
    """The code of an invented person, who has no phone."""
    from goldenthread.accounts.queries import invented_code, person

    shown = invented_code(person(asked.email))
    if not shown:
        raise Refused(f"{asked.email} is nobody of a demonstration: the code is on that person's phone.")
    return shown


def link(asked: argparse.Namespace, by: User, on: date) -> str:
    """A new personal link; with --new-phone its owner also sets a phone up anew."""
    from goldenthread.accounts.queries import person

    return _link(person(asked.email), asked.new_phone, by, on)


def unlock(asked: argparse.Namespace, by: User, on: date) -> str:
    """Open an account again that too many failures closed."""
    from goldenthread.accounts import actions
    from goldenthread.accounts.queries import person

    user = person(asked.email)
    actions.unlock(user=user, by=by, on=on)
    return f"{user.name}'s account is unlocked."


def revoke(asked: argparse.Namespace, by: User, on: date) -> str:
    """Sign somebody out everywhere."""
    from goldenthread.accounts import actions
    from goldenthread.accounts.queries import person

    user = person(asked.email)
    return f"{counted(actions.revoke(user=user, by=by, on=on), 'session')} of {user.name} ended."


def close(asked: argparse.Namespace, by: User, on: date) -> str:
    """Close an account at once; it stays, for what its owner did."""
    from goldenthread.accounts import actions
    from goldenthread.accounts.queries import person

    user = person(asked.email)
    actions.close(user=user, by=by, on=on)
    return f"{user.name}'s account is closed."


DOES = {
    "add": add,
    "end": end,
    "list": listed,
    "link": link,
    "unlock": unlock,
    "revoke": revoke,
    "close": close,
    "code": code,
}


def _link(user: User, new_phone: bool, by: User, on: date) -> str:
    """The sentence that hands a new link over, under the first name by which the pages are reached."""
    from django.conf import settings
    from django.urls import reverse

    from goldenthread.accounts.actions import give_link

    token = give_link(user=user, renews_factors=new_phone, by=by, on=on)
    site = f"https://{settings.ALLOWED_HOSTS[0]}" if settings.PRODUCTION else f"http://127.0.0.1:{PORT}"
    return (
        f"Give this link to {user.name} alone; it works once, for a week:\n"
        f"{site}{reverse('accounts:open_link', args=[token])}"
    )


def _where(asked: argparse.Namespace) -> tuple[Organisation | None, Service | None]:
    """The organisation by its code; for a member of a service, the service's provider and the service."""
    from django.core.exceptions import ObjectDoesNotExist

    from goldenthread.directory import queries as directory

    if Role(asked.role).is_of_a_family:
        return None, None
    if not Role(asked.role).is_of_a_service:
        try:
            return directory.organisation(asked.in_ or ""), None
        except ObjectDoesNotExist:
            raise Refused(
                f"No pack names an organisation “{asked.in_ or ''}”. Give the code of one with --in."
            ) from None
    area = directory.area(asked.area or "")
    for service in directory.services(area.pk) if area else []:
        if asked.service in (service.label, service.code):
            return service.provider, service
    raise Refused("Say whose member: --area with the area's code and --service with a label of its pack.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="goldenthread account", description="Who may sign in, and as what.")
    what = parser.add_subparsers(dest="what", required=True)
    one = what.add_parser("add", help="make an account, or give it another role")
    one.add_argument("email", help="the address with which the person signs in")
    one.add_argument("--name", required=True, metavar="NAME", help="the person's name")
    one.add_argument(
        "--role", required=True, choices=ROLES, metavar="ROLE", help=f"one of {', '.join(ROLES)}"
    )
    one.add_argument("--in", dest="in_", metavar="CODE", help="the organisation's code in the area pack")
    one.add_argument("--area", metavar="CODE", help="for a member of a service: the area")
    one.add_argument("--service", metavar="LABEL", help="for a member of a service: the service")
    two = what.add_parser("end", help="end every role of an account with today")
    two.add_argument("email", help="whose roles")
    others = []
    for word, does in ABOUT_ONE.items():
        other = what.add_parser(word, help=does)
        other.add_argument("email", help="whose")
        others.append(other)
    others[0].add_argument("--new-phone", action="store_true", help="the phone is lost too")
    for each in (one, two, *others, what.add_parser("list", help="name everybody who has a role")):
        each.add_argument("--by", metavar="EMAIL", help="who does it; a system account where nobody is named")
    return parser
