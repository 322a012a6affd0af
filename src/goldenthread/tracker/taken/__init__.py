"""What came of a file that was taken in."""
