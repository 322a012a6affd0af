"""The list of letters: those that wait for somebody on top."""
