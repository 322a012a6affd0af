"""Filing a mail to a case."""
