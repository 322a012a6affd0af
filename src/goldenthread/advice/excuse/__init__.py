"""Claiming an exemption of regulation 8(2)."""
