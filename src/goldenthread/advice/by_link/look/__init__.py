"""Looking at the other advice on the case, by a link, as far as a person of the service may read it."""
