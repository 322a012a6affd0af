"""What would come of an uploaded tracker; questions are answered here, then its rows are taken in."""
