"""A request arrives: received from the council, matched to a child, checked against records, acknowledged."""
