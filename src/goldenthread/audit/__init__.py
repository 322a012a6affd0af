"""Who did what: one plain, append-only row for every write, in the write's own transaction."""
