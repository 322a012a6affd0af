"""Whom a letter goes to, asked again as it leaves."""
