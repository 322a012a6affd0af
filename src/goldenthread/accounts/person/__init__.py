"""One person's account, for whoever looks after it."""
