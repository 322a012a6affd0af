"""The requests behind one figure of the month."""
