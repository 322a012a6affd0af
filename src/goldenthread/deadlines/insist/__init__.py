"""The council still asks for advice that health decided not to give (S1-51)."""
