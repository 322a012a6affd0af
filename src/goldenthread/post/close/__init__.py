"""Closing a letter that did not reach its recipient, who knows another way."""
