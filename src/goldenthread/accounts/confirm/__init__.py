"""Somebody who knows the password proves that they hold the second factor too."""
