"""The documents that an area's managers share."""
