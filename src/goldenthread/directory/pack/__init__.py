"""Area packs: one TOML file says everything that one area does in its own way.

    [area]            code, name, front_door (its public name), in_force_from, reporting_account; secure_domains
    [[organisation]]  code, name, kind, parts in the area; valid_from, valid_to, successor,
                      heading = { style ("nhs" or "council"), address = [lines]; name, text }
    [[place]]         code, name, council, spoc
    [[service]]       code, label, name, provider; aliases, adult, live_from, valid_to, record_systems, head,
                      contact = { email or mesh or postal, monitored_by, checked_on }
    [[record_system]] code, name, kind (electronic or paper), owner; access = [{ role, granted, expires }]
    [[role]]          code, name, responsibilities; organisation, mailbox or mesh or postal,
                      per_service ("contact" or "head"), played_by
    [[ladder.step]]   code, title, anchor ("due" or an earlier step), offset, from, to, template;
                      copies, alternative, response, stops, requirement, on_the_day
    [[reminder]]      code, title, before (the due date), to, template; copies, stops
    [[letter]]        code (the occasion), from, to, template; copies
    [practice]        information_pack, health_review_notice, setting_response; answer_within (of a question),
                      contacts_checked_within (else letters to a service are held back)
    [[template]]      code, title, subject, body; signed, later = [{ from, subject, body }] (docs/guide/letters.md)
    [[cause]]         code, title
    [[school]]        urn, name, phase, council

Lengths of time are { weeks, days } or { working_days }. A pack names no person: roles have mailboxes. A new
service needs only a row (S0-15, S0-26); once it is live it needs a monitored contact point (S0-03). Old
versions are kept for the cases that used them, so nothing here is ever changed in place.
"""

from goldenthread.directory.pack.changes import compare
from goldenthread.directory.pack.labels import folded
from goldenthread.directory.pack.reading import Problem, check, pack_from, read
from goldenthread.directory.pack.shapes import Pack

__all__ = ["Pack", "Problem", "check", "compare", "folded", "pack_from", "read"]
