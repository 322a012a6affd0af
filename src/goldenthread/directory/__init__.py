"""Local practice as data: areas, organisations, services, contact points, record systems, ladders.

An area pack (a TOML file) is checked, compared and loaded; each loaded version is kept for the cases that used it.
"""
