"""The service that a child was referred to says what becomes of it (S2-22)."""
