"""The tracker's writing half, tried through real files."""
