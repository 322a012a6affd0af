"""Handing the advice in as a document, by a link."""
