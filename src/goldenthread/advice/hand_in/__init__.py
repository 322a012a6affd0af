"""Advice that is handed in as a document: checked, kept on the case, and recorded in one deed."""
