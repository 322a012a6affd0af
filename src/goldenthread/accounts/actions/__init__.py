"""What is done to accounts: who belongs where, who signs in and how."""

from goldenthread.accounts.actions.elsewhere import link
from goldenthread.accounts.actions.factors import add_authenticator, renew_recovery_codes, spend_code
from goldenthread.accounts.actions.failures import fail, unlock
from goldenthread.accounts.actions.keeping import forget, keep
from goldenthread.accounts.actions.links import accept, change_password, close, give_link
from goldenthread.accounts.actions.members import (
    appoint_reporter,
    ensure_system_account,
    invite,
    join,
    leave,
)
from goldenthread.accounts.actions.passkeys import add_passkey, remove_passkey
from goldenthread.accounts.actions.sessions import revoke, see, sign_in, sign_out, time_out

__all__ = [
    "accept",
    "add_authenticator",
    "add_passkey",
    "appoint_reporter",
    "change_password",
    "close",
    "ensure_system_account",
    "fail",
    "forget",
    "give_link",
    "invite",
    "join",
    "keep",
    "leave",
    "link",
    "remove_passkey",
    "renew_recovery_codes",
    "revoke",
    "see",
    "sign_in",
    "sign_out",
    "spend_code",
    "time_out",
    "unlock",
]
