"""Tests of the checks, with every hostile file made by code."""
