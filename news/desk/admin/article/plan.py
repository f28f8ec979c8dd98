"""What readers see of a story now, and what they will see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from news.models.article import Article
from news.models.edition import Edition
from news.models.generation import clock

FIELDS = ("number", "title", "slug", "article_id", "starts_at", "ends_at", "expires_at")


@dataclass(frozen=True)
class Plan:
    current: Edition | None = None
    coming: Edition | None = None

    def __bool__(self) -> bool:
        return bool(self.current or self.coming)

    @property
    def expires_at(self) -> datetime | None:
        """The wish to leave the site, whichever edition holds it."""
        editions = filter(None, (self.coming, self.current))
        return next((e.expires_at for e in editions if e.expires_at), None)


def plan_of(article: Article) -> Plan:
    return plans_of([article.pk], clock()).get(article.pk, Plan())


def plans_of(article_ids: list[int], now: datetime) -> dict[int, Plan]:
    """By the story's id; of the stories that readers see or will see."""
    editions = Edition.objects.of_articles(article_ids).not_ended(now).only(*FIELDS)
    sides: dict[int, dict[str, Edition]] = {}
    for edition in editions:
        side = "current" if edition.starts_at <= now else "coming"
        sides.setdefault(edition.article_id, {})[side] = edition
    return {pk: Plan(**side) for pk, side in sides.items()}
