"""Somebody is given an account and a role, and a link with which to choose a password."""
