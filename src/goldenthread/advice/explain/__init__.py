"""Saying why advice is late (S3-A06)."""
