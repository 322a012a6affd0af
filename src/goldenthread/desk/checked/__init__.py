"""What was checked before a child counted as not known, and what happens next: what the council is told (S0-22)."""
