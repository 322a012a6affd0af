"""The commands that differ from Django's."""
