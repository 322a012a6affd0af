"""What was typed before a time-out, where the form it stood in cannot show it."""
