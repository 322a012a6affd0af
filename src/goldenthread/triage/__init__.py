"""Triage will live here; nothing is here yet."""
