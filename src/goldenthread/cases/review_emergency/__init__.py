"""Saying whether a case was rightly opened in an emergency."""
