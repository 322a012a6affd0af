"""A child with all their cases."""
