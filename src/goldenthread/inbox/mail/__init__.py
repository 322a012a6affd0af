"""One mail and what it brought."""
