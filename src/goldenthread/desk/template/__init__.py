"""One letter template: its words, its merge fields, when it leaves and who signs it."""
