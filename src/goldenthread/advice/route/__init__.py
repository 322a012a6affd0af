"""A service does not know the child, or has them on its list: the request goes on by a route (S2-22, S1-63)."""
