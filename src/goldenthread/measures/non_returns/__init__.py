"""The audit of non-returns: a page, a workbook, a document and JSON, all of one count (S1-52 to S1-56)."""
