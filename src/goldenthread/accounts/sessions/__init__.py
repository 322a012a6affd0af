"""Being signed in, for as long as it lasts."""
