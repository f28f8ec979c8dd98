"""Django looks for admins here; they live at the desk."""

from party.desk import ledger, meetings, members, organizations

__all__ = ["ledger", "meetings", "members", "organizations"]
