"""Points and levels of meetings, organizations and members. The one writer of them."""

from party.gradings.deciding import grade
from party.gradings.error import GradingsError
from party.gradings.scores import save_score

__all__ = ["GradingsError", "grade", "save_score"]
