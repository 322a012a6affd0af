"""Taking the tracker out, as a workbook or as CSV."""
