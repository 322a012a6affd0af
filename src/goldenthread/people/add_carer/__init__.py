"""Adding a parent or carer."""
