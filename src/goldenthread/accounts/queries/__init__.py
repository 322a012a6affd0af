"""Who somebody is, which cases their roles lead to, and what they may do there."""

from goldenthread.accounts.queries.allowed import Standing, area_for, areas, basis, ensure, may, standing
from goldenthread.accounts.queries.deciding import actor, is_of_a_family, moment, opens
from goldenthread.accounts.queries.memberships import LondonToday, memberships, once, remembering
from goldenthread.accounts.queries.people import (
    ORGANISATION,
    SYSTEM_DOMAIN,
    Factors,
    active,
    active_by_address,
    factors,
    has_second_factor,
    invented_code,
    invented_people,
    is_reporting,
    linked,
    person,
    staff,
    system_account,
)
from goldenthread.accounts.queries.reach import Scope, denied, scope

__all__ = [
    "ORGANISATION",
    "SYSTEM_DOMAIN",
    "Factors",
    "LondonToday",
    "Scope",
    "Standing",
    "active",
    "active_by_address",
    "actor",
    "area_for",
    "areas",
    "basis",
    "denied",
    "ensure",
    "factors",
    "has_second_factor",
    "invented_code",
    "invented_people",
    "is_of_a_family",
    "is_reporting",
    "linked",
    "may",
    "memberships",
    "moment",
    "once",
    "opens",
    "person",
    "remembering",
    "scope",
    "staff",
    "standing",
    "system_account",
]
