"""Which letters of the ladder wait for an answer, and from whom."""
