"""Screens that cross stages: the worklist, the case, the child, the service, the explained date."""
