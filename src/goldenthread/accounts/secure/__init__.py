"""Somebody without a second factor sets one up before anything else."""
