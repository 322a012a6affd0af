"""A service says that it has the request."""
