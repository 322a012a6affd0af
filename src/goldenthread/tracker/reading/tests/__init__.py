"""What a tracker may look like, and what must come of it."""
