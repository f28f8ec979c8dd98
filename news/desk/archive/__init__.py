"""Stories of older portals, brought in as packages."""
