"""Everybody whose account one looks after."""
