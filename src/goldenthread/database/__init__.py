"""The one PostgreSQL engine: two logins, and an actor bound to every transaction."""
