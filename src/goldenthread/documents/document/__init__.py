"""One document and its versions."""
