"""A letter as it would be for a case: nothing is written, nothing is sent."""
