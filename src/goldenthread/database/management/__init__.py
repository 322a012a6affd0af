"""Django's own commands, as the owner."""
