"""Telling two people outside the program that a case was opened in an emergency, and that its review is late (A15)."""
