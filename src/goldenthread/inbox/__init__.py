"""What comes in by mail: kept as it came before anybody reads it, then filed by a person or by three proofs."""
