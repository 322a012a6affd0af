"""Every question about a case that one may read: whose turn it is, by when, and how long answers took (S0-19)."""
