"""Trying once more with a letter that was refused or held back."""
