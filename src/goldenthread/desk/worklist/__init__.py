"""The desk worklist: every request for advice, what is due, who is late, who acts next."""
