"""What readers use. Reads editions, never articles."""
