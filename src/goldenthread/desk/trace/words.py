"""The audit's codes in plain words: what was done, on which page somebody looked, and how it ended."""

from __future__ import annotations

import re

from goldenthread.rules.traces import Outcome, Purpose, What

PAGES = {
    "desk:case": "the case's page",
    "desk:child": "the child's page",
    "desk:worklist": "the worklist",
    "desk:worklist_csv": "the worklist as a file",
    "desk:worklist_xlsx": "the worklist as a file",
    "desk:service": "the page of a service",
    "inbox:inbox": "the mail that came in",
    "inbox:mail": "a mail that came in",
    "inbox:file": "the filing of a mail",
    "advice:unfile": "the taking of a mail off the case",
    "advice:send_list": "the sending of a service’s list",
    "documents:of_case": "the documents of the case",
    "documents:document": "the page of a document",
    "documents:download": "a document as a file",
    "advice:answer": "the form in which advice is written",
    "advice:by_link": "the form in which advice is written, by a link",
    "advice:by_link_document": "the handing in of a document, by a link",
    "advice:by_link_not_known": "the not-known route, by a link",
    "advice:by_link_exemption": "the claim of an exemption, by a link",
    "desk:derivation": "how a date is worked out",
    "desk:trace": "who looked, and who did what",
    "desk:trace_csv": "who looked, and who did what, as a file",
    "measures:behind": "the requests behind a figure",
    "measures:behind_csv": "the requests behind a figure, as a file",
    "measures:returns_behind": "the requests behind a figure",
    "measures:returns_behind_csv": "the requests behind a figure, as a file",
    "tracker:export": "the tracker as a file",
    "tracker:preview": "the preview of a tracker",
    "tracker:taken": "a tracker that was taken in",
    "audit show": "who looked, and who did what, by command",
    "export": "the tracker as a file, by command",
    "import": "a tracker brought in by command",
    "tick": "the day's tick",
    "query": "a program of ours",
}
DEEDS = {
    "intake.receive": "received a request",
    "intake.describe": "said what the family hopes for",
    "advice.seek": "asked a service for advice",
    "advice.record": "kept a report",
    "advice.draft": "saved a draft of advice",
    "advice.answer": "handed advice in",
    "advice.send_list": "sent a service its list",
    "advice.hand_in": "handed advice in as a document",
    "advice.invite_answer": "sent a link to answer by",
    "advice.revoke_answer": "took a link to answer by back",
    "advice.send_code": "sent a one-time code",
    "advice.prove_code": "proved a one-time code",
    "advice.mistake_code": "entered a wrong one-time code",
    "inbox.expect": "noted a letter that may be answered",
    "inbox.keep": "kept a mail as it came",
    "inbox.read": "read a mail that came in",
    "inbox.give_up": "put a mail aside that cannot be read",
    "inbox.take": "took a mail to see to",
    "inbox.file": "filed a mail to the case",
    "inbox.unfile": "took a mail off the case",
    "inbox.dismiss": "said that a mail is of no case",
    "inbox.look_at": "took a file of a mail away",
    "post.deliver": "noted that a letter arrived",
    "post.close": "closed a letter that reached nobody",
    "post.confirm": "said whether a letter arrived",
    "documents.upload": "added a document",
    "documents.shelve": "added a document to the library",
    "documents.renew": "added a new version of a document",
    "documents.withdraw": "withdrew a document",
    "documents.investigate": "was given a withdrawn file to investigate",
    "documents.download": "took a document away as a file",
    "tracker.export": "took the tracker out",
    "cases.open": "opened the case",
    "people.register": "registered the child",
    "people.amend": "changed the child's particulars",
    "people.amend_carer": "changed what is recorded of a parent or carer",
    "people.add_carer": "added a parent or carer",
    "tracker.import": "took it in with a tracker",
    "AdviceImported": "took a request for advice in with a tracker",
    "FactCorrected": "corrected an entry",
}
ENDED = {
    Outcome.DONE: "Done",
    Outcome.SHOWN: "Shown",
    Outcome.FORBIDDEN: "Not shown: the role does not allow it",
    Outcome.ABSENT: "Not shown: answered as if it were not there",
}


def what(kind: str) -> str:
    """Did, looked, or was refused."""
    return What(kind).label


def deed(kind: str, code: str) -> str:
    """What was done, or where somebody looked or was turned away."""
    said = _done(code) if kind == What.DID else _page(code)
    return said[:1].upper() + said[1:]


def outcome(code: str, purpose: str) -> str:
    """How it ended; for a look, what it was for."""
    said = ENDED[Outcome(code)]
    return f"{said} {Purpose(purpose).label}" if purpose else said


def _page(code: str) -> str:
    if code in PAGES:
        return PAGES[code]
    app, _, page = code.rpartition(":")
    return f"the page “{page.replace('_', ' ')}” of {app.replace('_', ' ')}" if app else code


def _done(code: str) -> str:
    """A fact's kind reads as a sentence once its capitals are parted: advice sought."""
    if code in DEEDS:
        return DEEDS[code]
    if "." in code:
        app, _, verb = code.partition(".")
        return f"{verb.replace('_', ' ')} ({app})"
    return " ".join(re.findall("[A-Z][a-z]*", code)).lower() or code
