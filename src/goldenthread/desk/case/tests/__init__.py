"""The case page, tried."""
