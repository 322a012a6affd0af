"""Letters and mailboxes will live here; nothing is here yet."""
