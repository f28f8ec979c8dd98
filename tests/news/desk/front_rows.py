"""The arranging page as a browser sends it."""

from typing import Any

from django.utils import timezone

from news.models import FrontPageSlot

PAGE = "/quan-tri/news/frontpageslot/"
PREVIEW = "/quan-tri/trang-chu/xem-truoc/"
LEAD, HIGHLIGHT = "chinh", "noi-bat"


def typed(moment: Any) -> str:
    """A moment as the page shows it."""
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}" if moment else ""


def row(story: Any, place: str = HIGHLIGHT, **changes: Any) -> dict[str, Any]:
    """A new row, from now on without end."""
    return {
        "slot": "",
        "article": story.pk,
        "place": place,
        "position": "",
        "starts_at": "",
        "ends_at": "",
    } | changes


def row_of(slot: FrontPageSlot, **changes: Any) -> dict[str, Any]:
    """The row of a stored slot, as the page shows it."""
    return {
        "slot": slot.pk,
        "article": slot.article_id,
        "place": slot.place,
        "position": slot.position,
        "starts_at": typed(slot.starts_at),
        "ends_at": typed(slot.ends_at),
    } | changes


def sent(*rows: dict[str, Any], **changes: Any) -> dict[str, Any]:
    data = {
        "seen": FrontPageSlot.objects.token(),
        "slots-TOTAL_FORMS": len(rows),
        "slots-INITIAL_FORMS": sum(bool(row["slot"]) for row in rows),
        "slots-MIN_NUM_FORMS": 0,
        "slots-MAX_NUM_FORMS": 1000,
    }
    for number, fields in enumerate(rows):
        data |= {f"slots-{number}-{name}": value for name, value in fields.items()}
    return data | changes
