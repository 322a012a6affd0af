"""Writing the advice by a link."""
