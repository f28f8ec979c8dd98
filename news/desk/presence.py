"""Who else has a story open, and whether it moved on since this tab read it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone

from news.enums import StepKind
from news.models.article import Article, Step
from news.models.presence import Presence

if TYPE_CHECKING:
    from portal.models import User

LONGEST = timedelta(hours=24)  # What a browser may say about how long it is open.
SAVED = {StepKind.SAVE, StepKind.RESTORE}


class Tab(NamedTuple):
    """What a browser says of the tab in which it has the story."""

    name: str
    open_for: timedelta
    is_hidden: bool
    version: int | None


def heard(article: Article, user: User, tab: Tab) -> dict[str, Any]:
    """Note that the tab is there; what it should show."""
    moment = timezone.now()
    Presence.objects.note(
        article=article,
        user=user,
        tab=tab.name,
        opened_at=moment - min(max(tab.open_for, timedelta()), LONGEST),
        seen_at=moment,
        is_hidden=tab.is_hidden,
    )
    answer = others(article, user, tab.name, moment)
    if tab.version is not None and tab.version != article.version:
        answer["moved"] = last_step(article, user)
    return answer | {"version": article.version}


def left(article: Article, user: User, tab: str) -> None:
    """The tab says goodbye; old rows are swept up with it."""
    moment = timezone.now()
    Presence.objects.leave(article=article, user=user, tab=tab, seen_at=moment)
    Presence.objects.purge(moment)


def others(article: Article, user: User, tab: str, moment: datetime) -> dict[str, Any]:
    """The other people, each once, the first comer first; and my own other tabs."""
    rows = (
        Presence.objects.present(moment)
        .filter(article=article)
        .exclude(user=user, tab=tab)
        .select_related("user")
        .order_by("opened_at", "pk")
    )
    people: dict[int, dict[str, Any]] = {}
    for row in rows:
        person = people.setdefault(
            row.user_id,
            {"name": str(row.user), "since": at(row.opened_at), "away": True},
        )
        person["away"] &= row.is_hidden
    mine = people.pop(user.pk, None)
    return {"others": list(people.values()), "mine": mine and mine["since"]}


def last_step(article: Article, user: User) -> dict[str, Any] | None:
    """Who took the story to its present version, and when."""
    step = (
        Step.objects.filter(article=article)
        .select_related("by")
        .order_by("-at", "-pk")
        .first()
    )
    if step is None:
        return None
    return {
        "by": str(step.by or ""),
        "at": at(step.at),
        "mine": step.by_id == user.pk,
        # Of a step that wrote no new text, its name.
        "step": "" if step.kind in SAVED else step.get_kind_display(),
    }


def at(moment: datetime) -> str:
    """13:38, or with its day when that is not today."""
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return f"{local:%H:%M}" if is_today else f"{local:%H:%M %d/%m/%Y}"
