"""Taking the request pack along, by a link."""
