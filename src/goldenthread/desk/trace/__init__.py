"""Who looked at a child and who did what, by the case's reference: for those who watch over the record."""
