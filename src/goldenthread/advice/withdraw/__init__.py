"""A service is no longer asked."""
