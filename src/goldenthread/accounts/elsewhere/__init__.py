"""Somebody signs in through their own organisation: NHS CIS2, Entra, or any other provider of OpenID Connect."""
