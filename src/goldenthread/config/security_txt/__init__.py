"""Where to report a weakness (RFC 9116)."""
