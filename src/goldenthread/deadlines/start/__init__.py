"""Starting the ladder of advice that was late before it came here."""
