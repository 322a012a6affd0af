"""How one date was worked out: rule, source, trigger, arithmetic, and what others read differently."""
