"""Looking one service up in its records (S0-05)."""
