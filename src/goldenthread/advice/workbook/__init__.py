"""A service's list as a workbook: what stands in it, how it is written, how it is read when it comes back (S0-13)."""
