"""Looking at a file that a mail brought."""
