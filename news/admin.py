"""Where Django looks for the admin; it lives at the desk."""

from news.desk import admin

__all__ = ["admin"]
