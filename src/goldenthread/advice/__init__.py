"""Advice under regulation 6(1): who is asked, when it was acknowledged, chased, received, excused or withdrawn."""
