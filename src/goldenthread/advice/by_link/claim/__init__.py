"""Claiming an exemption by a link: it excuses lateness, and moves no date."""
