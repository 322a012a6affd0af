"""A service in real time: how it stands as the page loads (S0-24)."""
