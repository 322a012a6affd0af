"""A list that was filled in comes back: it is read and kept for its preview, and nothing is taken in yet."""
