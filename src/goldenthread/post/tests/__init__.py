"""Letters: written once, signed, handed over, stopped."""
