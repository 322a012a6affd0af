"""The month's situation report: a page, a workbook, a document and JSON, all of one count."""
