"""Who signs in, for which organisation and in which role. Later issues make access finer; scoping starts here."""
