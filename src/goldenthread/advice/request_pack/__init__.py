"""The request pack: what whoever is asked for advice needs in order to give it, to take along (S1-11, S0-16)."""
