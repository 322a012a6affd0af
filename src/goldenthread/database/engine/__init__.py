"""Django's PostgreSQL backend, with an owner's login for migrations and an actor for transactions."""
