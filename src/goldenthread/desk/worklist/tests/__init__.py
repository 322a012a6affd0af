"""The worklist, tried."""
