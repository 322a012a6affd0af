"""The check sheet, and telling the council who will respond (S1-43)."""
