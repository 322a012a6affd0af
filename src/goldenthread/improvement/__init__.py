"""Self-assessment and action plans will live here; nothing is here yet."""
