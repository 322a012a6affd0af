"""The law and local practice as pure functions: the day is passed in, nothing is read or written."""
