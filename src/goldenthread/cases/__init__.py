"""The spine: a case and its timeline of dated facts. Everything legal is computed from the facts."""
