"""What somebody's own account holds: how they sign in, and where they are signed in now."""
