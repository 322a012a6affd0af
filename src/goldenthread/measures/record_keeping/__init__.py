"""How complex record keeping is, for strategic planning: systems per service, look-ups, and their time (S0-08)."""
