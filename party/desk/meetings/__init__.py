"""Meetings at the desk."""

from party.desk.meetings.admin import MeetingAdmin

__all__ = ["MeetingAdmin"]
