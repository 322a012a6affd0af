"""Taking the request pack along, for whoever is signed in and may read the request."""
