"""Receiving a council's request, with the child it is about (S1-42)."""
