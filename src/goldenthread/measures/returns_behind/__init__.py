"""The requests behind one figure of the audit of non-returns."""
