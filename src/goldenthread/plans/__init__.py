"""Plans: so far, that the council waits with one for health's advice while the statutory clock runs on (S0-23)."""
