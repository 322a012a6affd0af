"""Goldenthread."""
