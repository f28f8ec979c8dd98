"""The only writer of gradings."""
