"""The advice came, perhaps one report for several services (S0-21)."""
