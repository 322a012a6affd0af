"""Annual reviews will live here; nothing is here yet."""
