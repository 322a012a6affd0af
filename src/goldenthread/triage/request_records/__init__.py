"""A team is asked to look in its own records (S0-05)."""
