"""What people do and see on a journey, by subject."""
