"""Letters on paper: what stands on them, and who may take them."""
