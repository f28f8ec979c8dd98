"""Django looks for admins here; they live at the desk."""
