"""Questions as they are read: on the case, on the list of them all, and where one is answered."""
