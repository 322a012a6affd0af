"""A child who is not known is referred in full to the service that may give the advice (S2-22)."""
