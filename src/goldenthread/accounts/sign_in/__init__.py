"""Somebody says who they are."""
