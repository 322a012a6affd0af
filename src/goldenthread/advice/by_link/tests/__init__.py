"""Answering without an account, as it is meant and as somebody would try to break it."""
