"""Advice written here: needs, provision and difference (S1-36), and how well the child is known (S1-35)."""
