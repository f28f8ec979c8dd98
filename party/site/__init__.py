"""What readers see of the Party organization: only what is flagged public."""
