"""A service that works in lists is sent its open requests (S0-13, capability 13)."""
