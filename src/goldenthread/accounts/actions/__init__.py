"""What is done to accounts: who belongs where, who signs in and how."""

from goldenthread.accounts.actions.factors import add_authenticator, renew_recovery_codes, spend_code
from goldenthread.accounts.actions.members import (
    appoint_reporter,
    ensure_system_account,
    invite,
    join,
    leave,
)
from goldenthread.accounts.actions.sessions import see, sign_in, sign_out

__all__ = [
    "add_authenticator",
    "appoint_reporter",
    "ensure_system_account",
    "invite",
    "join",
    "leave",
    "renew_recovery_codes",
    "see",
    "sign_in",
    "sign_out",
    "spend_code",
]
