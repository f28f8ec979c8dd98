"""Search: one door, two engines. Nothing in it knows a request."""
