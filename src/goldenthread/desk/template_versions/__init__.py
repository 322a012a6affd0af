"""What changed in the letters between two versions of an area's pack."""
