"""One save for the whole arrangement, and never over a colleague's in silence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from news import audit, effects
from news.enums import AuditKind
from news.models.article import Article
from news.models.audit import AuditEntry
from news.models.frontpage import FrontPageSlot

if TYPE_CHECKING:
    from portal.models import User

FIELDS = ["place", "article", "position", "starts_at", "ends_at"]


class Rearranged(Exception):
    """A colleague saved since this arrangement was read."""


@transaction.atomic
def arrange(
    slots: Iterable[FrontPageSlot],
    *,
    removed: Iterable[int],
    without_ended: bool,
    seen: str,
    now: datetime,
    by: User,
) -> None:
    """Make these the slots; those in `removed` leave. Raises Rearranged.

    `seen` is the token of the arrangement that the person read.
    """
    # First here, not last: who holds the generation's row goes first, and all others
    # wait until they can see what was saved.
    effects.public_changed()
    if FrontPageSlot.objects.token() != seen:
        raise Rearranged
    FrontPageSlot.objects.filter(pk__in=list(removed)).delete()
    if without_ended:
        FrontPageSlot.objects.ended(now).delete()
    wanted = list(slots)
    FrontPageSlot.objects.bulk_update([s for s in wanted if s.pk], FIELDS)
    FrontPageSlot.objects.bulk_create([s for s in wanted if not s.pk])
    audit.record(AuditKind.ARRANGE, by=by, label="Trang chủ", text=_said(wanted))


def last_change() -> AuditEntry | None:
    """Who arranged the front page last, and when."""
    made = AuditEntry.objects.filter(kind=AuditKind.ARRANGE)
    return made.order_by("-at", "-pk").first()


def _said(slots: list[FrontPageSlot]) -> str:
    titles = dict(
        Article.objects.filter(pk__in=[slot.article_id for slot in slots]).values_list(
            "pk", "title"
        )
    )
    ordered = sorted(slots, key=lambda slot: (slot.place, slot.position))
    return "; ".join(
        f"{slot.get_place_display()} {slot.position}: {titles.get(slot.article_id, '')}"
        for slot in ordered
    )
