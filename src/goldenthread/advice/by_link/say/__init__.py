"""Saying by a link that the child is not known, or on the waiting list: it opens the route, and ends nothing."""
