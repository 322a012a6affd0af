"""A demonstration: stories lived day by day through the real actions."""
