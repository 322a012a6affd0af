"""Ending a restriction."""
