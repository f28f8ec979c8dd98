"""Stories as the arranging page names them: where they stand, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.safestring import SafeString

from news import vietnamese
from news.desk.admin.article import steps
from news.enums import Standing
from news.models.article import Article
from news.models.edition import Edition

MOST_WORDS, MOST_FOUND = 10, 20


@dataclass(frozen=True)
class StoryFacts:
    """`from_at`: when readers see it next; None when they see it now, or never."""

    pk: int
    title: str
    standing: str
    is_live: bool
    from_at: datetime | None = None
    until: datetime | None = None

    @property
    def is_useful(self) -> bool:
        """Whether readers see it, or will."""
        return self.is_live or self.from_at is not None

    @property
    def badge(self) -> SafeString:
        return steps.badge(self.standing)

    @property
    def said(self) -> str:
        """“Đã đăng”, “Hẹn giờ 07:00 ngày 26/11”."""
        label = str(Standing(self.standing).label)
        if self.is_live or self.from_at is None:
            return label
        return f"{label} {hour(self.from_at)}"


def facts_of(article_ids: Iterable[int], now: datetime) -> dict[int, StoryFacts]:
    """By id; what does not exist is not there. Two queries."""
    ids = set(article_ids)
    known = Article.objects.filter(pk__in=ids).with_standing(now).only("pk", "title")
    return _facts(list(known), now)


def find(text: str, now: datetime) -> list[StoryFacts]:
    """Stories that are on the site or on their way, by words without marks."""
    words = vietnamese.words(text)[:MOST_WORDS]
    if not words:
        return []
    useful = Edition.objects.not_ended(now).filter(article=OuterRef("pk"))
    found = Article.objects.matching(words).filter(Exists(useful))
    newest = found.with_standing(now).only("pk", "title").order_by("-updated_at", "-pk")
    stories = list(newest[:MOST_FOUND])
    facts = _facts(stories, now)
    return [facts[story.pk] for story in stories]


def _facts(stories: list[Article], now: datetime) -> dict[int, StoryFacts]:
    times: dict[int, list[tuple[datetime, datetime | None]]] = {}
    ahead = Edition.objects.not_ended(now).of_articles([story.pk for story in stories])
    rows = ahead.order_by("number").values_list("article_id", "starts_at", "ends_at")
    for article_id, starts_at, ends_at in rows:
        times.setdefault(article_id, []).append((starts_at, ends_at))
    return {story.pk: _one(story, times.get(story.pk, []), now) for story in stories}


def _one(
    story: Article, times: list[tuple[datetime, datetime | None]], now: datetime
) -> StoryFacts:
    """`times` of its editions in order: at most one live, then one scheduled."""
    is_live = bool(times) and times[0][0] <= now
    return StoryFacts(
        pk=story.pk,
        title=story.title,
        standing=str(getattr(story, "standing", Standing.NONE)),
        is_live=is_live,
        from_at=times[0][0] if times and not is_live else None,
        until=_until(times),
    )


def _until(times: list[tuple[datetime, datetime | None]]) -> datetime | None:
    """When readers stop seeing it; a new edition in the same instant is no end."""
    until = None
    for starts_at, ends_at in times:
        if until is not None and starts_at > until:
            break
        until = ends_at
    return until


def hour(moment: datetime) -> str:
    """“07:00 ngày 26/11”, with the year when it is another."""
    local = timezone.localtime(moment)
    is_this_year = local.year == timezone.localdate().year
    return f"{local:%H:%M} ngày {local:%d/%m}{'' if is_this_year else f'/{local:%Y}'}"
