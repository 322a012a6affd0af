"""A link to answer by is taken back: it opens nothing from the next request on."""
