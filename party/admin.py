"""Django looks for admins here; they live at the desk."""

from party.desk import meetings

__all__ = ["meetings"]
