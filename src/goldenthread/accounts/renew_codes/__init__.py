"""Somebody makes new recovery codes."""
