"""Saying whether a letter arrived of whose delivery no word came."""
