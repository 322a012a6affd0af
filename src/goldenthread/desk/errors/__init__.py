"""What people read when something cannot be shown."""
