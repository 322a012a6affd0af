"""Signing a letter, so that it leaves."""
