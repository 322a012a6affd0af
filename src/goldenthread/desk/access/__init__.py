"""Who was let into a case, and who is kept out of it."""
