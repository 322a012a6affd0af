"""A link by which a practitioner without an account answers one request, sent to a mailbox of their service."""
