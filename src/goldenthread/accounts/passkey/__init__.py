"""Somebody signs in with a passkey, which is both factors in one."""
