"""What is counted: the month, from the same facts that the pages show."""
