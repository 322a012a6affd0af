"""Putting right what is recorded of a parent or carer, and ending it."""
