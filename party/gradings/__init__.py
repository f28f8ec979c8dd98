"""Points and levels; the one writer of gradings. A meeting's score is its own part."""

from party.gradings.deciding import check, grade
from party.gradings.error import GradingsError

__all__ = ["GradingsError", "check", "grade"]
