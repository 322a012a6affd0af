"""Completing a letter with what only its sender can say."""
