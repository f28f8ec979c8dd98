"""A plain Django project with the same pages: what the portal is compared with."""
