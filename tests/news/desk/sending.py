"""The article form as a browser sends it."""

from datetime import datetime
from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils import timezone

from news.models import Article

CORRECTION = ["wrong", "right", "on", "signed_by"]
ADD = reverse_lazy("admin:news_article_add")


def change(article: Article) -> str:
    return reverse("admin:news_article_change", args=[article.pk])


def withdraw(article: Article) -> str:
    return reverse("admin:news_article_withdraw", args=[article.pk])


def page(article: Article, name: str) -> str:
    """The small page of one step: send_back, move, cancel, expire, withdraw."""
    return reverse(f"admin:news_article_{name}", args=[article.pk])


def hour(at: datetime, prefix: str = "") -> dict[str, str]:
    """A moment as staff type it: Vietnamese time."""
    local = timezone.localtime(at)
    return {f"{prefix}day": f"{local:%d/%m/%Y}", f"{prefix}time": f"{local:%H:%M}"}


def in_bulk(action: str, *stories: Article, **more: Any) -> dict[str, Any]:
    """What the list sends for these stories: each with the version that it showed."""
    seen = {f"seen-{story.pk}": story.version for story in stories}
    pks = [story.pk for story in stories]
    return {"action": action, "_selected_action": pks, **seen, **more}


def appointment(at: datetime) -> dict[str, str]:
    """What the button “Hẹn giờ” sends beside the form."""
    return {"_schedule": "1", **hour(at, "appointment-")}


def filled_in(article: Article | None = None, **changes: Any) -> dict[str, Any]:
    """What the form of this article (or an empty one) sends, with these changes.

    `bylines`, `pins`, `gallery`, `attachments`, `corrections` are lists of rows; rows
    of the article are sent as they are.
    """
    shown = article or Article()
    bylines = changes.pop("bylines", None)
    pins = changes.pop("pins", None)
    gallery = changes.pop("gallery", None)
    attachments = changes.pop("attachments", None)
    corrections = changes.pop("corrections", None)
    data: dict[str, Any] = {
        "version": shown.version,
        "title": shown.title,
        "sapo": shown.sapo,
        "body": shown.body,
        "kind": shown.kind,
        "category": shown.category_id or "",
        "tags": ", ".join(shown.tags.names()) if shown.pk else "",
        "lead_photo": shown.lead_photo_id or "",
        "lead_caption": shown.lead_caption,
        "lead_alt": shown.lead_alt,
        "source_name": shown.source_name,
        "source_url": shown.source_url,
        "source_at": shown.source_at or "",
        **_rows("bylines", shown, ["author", "unit", "position"], bylines),
        **_rows("pins", shown, ["target", "position"], pins),
        **_rows("gallery", shown, ["photo", "caption", "alt", "position"], gallery),
        **_rows("attachments", shown, ["attachment", "title", "position"], attachments),
        **_rows("corrections", shown, CORRECTION, corrections),
    }
    return data | changes


def _rows(
    prefix: str, article: Article, fields: list[str], rows: list[dict[str, Any]] | None
) -> dict[str, Any]:
    own = list(getattr(article, prefix).all()) if article.pk else []
    if rows is None:
        rows = [
            {"id": row.pk} | {field: row.serializable_value(field) for field in fields}
            for row in own
        ]
    data = {
        f"{prefix}-{number}-{name}": "" if value is None else value
        for number, row in enumerate(rows)
        for name, value in ({"article": article.pk} | row).items()
    }
    return data | {
        f"{prefix}-TOTAL_FORMS": len(rows),
        f"{prefix}-INITIAL_FORMS": sum("id" in row for row in rows),
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }
