"""What was opened in an emergency, and how long each opening waits for its review."""
