"""The audit of non-returns as a page and as files."""
