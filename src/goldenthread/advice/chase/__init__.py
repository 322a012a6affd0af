"""A person chases, beside the ladder."""
