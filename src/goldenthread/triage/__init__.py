"""Whether a child is known: which records were looked up, by whom, with what result (S0-05, S1-40)."""
