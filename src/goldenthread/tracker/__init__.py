"""The tracker: the spreadsheet that a single point of contact keeps, read in and given back."""
