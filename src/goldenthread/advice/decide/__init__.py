"""The designated officer decides how the advice on a child who is not known is given (S0-28)."""
