"""The only writer of history: organizations, members, terms, offices."""
