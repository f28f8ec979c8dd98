"""The composition root: settings, addresses, home page. Knows every app."""
