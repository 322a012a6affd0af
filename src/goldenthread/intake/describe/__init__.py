"""What the child and the family hope for is said on the council's request."""
