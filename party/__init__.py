"""Records of the Party organization of the office."""
