"""Answering without an account: a personal link, a one-time code, and one request for advice; nothing else."""
