"""Every layout, field and component, rendered and read back."""
