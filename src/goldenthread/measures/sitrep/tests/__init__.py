"""The month's page and files."""
