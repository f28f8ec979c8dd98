"""From a meeting to a draft of the newsroom: what is public crosses over, once.

news knows nothing of it: the meeting names its story (Meeting.article).
"""

from party.story.drafting import (
    StoryError,
    draft_from,
    findings,
    link,
    own_story_of_a_meeting,
)
from party.story.facts import Facts, Person, facts_of, is_delicate
from party.story.text import Draft, attending, speaking, write

__all__ = [
    "Draft",
    "Facts",
    "Person",
    "StoryError",
    "attending",
    "draft_from",
    "facts_of",
    "findings",
    "is_delicate",
    "link",
    "own_story_of_a_meeting",
    "speaking",
    "write",
]
