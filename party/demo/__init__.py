"""Party records of the demo office: one committee, five branches, a year of meetings.

Every person is invented. Whatever happened is dated back from the day of loading.
"""

from party.demo.loading import draft, fill, is_loaded

__all__ = ["draft", "fill", "is_loaded"]
