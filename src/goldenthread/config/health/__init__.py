"""Whether this process lives, can do its work, and holds a record that is whole: for whoever watches it."""
