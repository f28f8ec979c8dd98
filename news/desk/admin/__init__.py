"""The admin of the newsroom, one module for each kind of thing."""

from news.desk.admin import (
    article,
    audit,
    frontpage,
    legacy,
    people,
    photo,
    section,
    synonym,
    tag,
    waiver,
)

__all__ = [
    "article",
    "audit",
    "frontpage",
    "legacy",
    "people",
    "photo",
    "section",
    "synonym",
    "tag",
    "waiver",
]
