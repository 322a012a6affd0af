"""A service's open requests are handed out as a workbook to be filled in (S0-13)."""
