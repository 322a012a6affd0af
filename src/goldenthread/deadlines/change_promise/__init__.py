"""A promise of late advice is moved, or taken back, by whoever made it, before its day (S1-50)."""
