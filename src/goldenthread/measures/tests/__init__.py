"""The month counted: definitions, corrections and the requests behind each figure."""
