"""A request is passed to the designated clinical or medical officer for a decision (S0-28)."""
