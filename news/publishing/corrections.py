"""“Đính chính” of the working text: what readers have seen is never lost in silence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from news import vietnamese
from news.enums import StepKind
from news.models.article import Article
from news.models.correction import Correction
from news.models.revision import Revision
from news.publishing.steps import log

if TYPE_CHECKING:
    from portal.models import User

Row = dict[str, Any]  # As in a story's data: wrong, right, on, signed_by, edition.
MOST_SAID = 200


def with_published(article: Article, rows: list[Row]) -> list[Row]:
    """Those of an old text, and before them those that its last edition shows.

    What an older text does not know yet would else leave the site unnoticed.
    """
    last = article.editions.order_by("-number").first()
    shown = last.story.get("corrections", []) if last else []
    mended = {(row["wrong"], row["edition"]) for row in shown}
    older = [row for row in rows if (row["wrong"], row["edition"]) not in mended]
    return [*shown, *older]


def write(article: Article, rows: Iterable[Row], *, by: User | None) -> None:
    """These corrections and no others belong to the working text."""
    makers = {_key(row): row.made_by for row in article.corrections.all()}
    article.corrections.all().delete()
    Correction.objects.bulk_create(
        Correction(
            article=article,
            wrong=vietnamese.clean_line(row["wrong"]),
            right=vietnamese.clean_line(row["right"]),
            on=date.fromisoformat(row["on"]),
            signed_by=row["signed_by"],
            edition_number=row["edition"],
            made_by=makers.get((row["wrong"], row["right"]), by),
            position=position,
        )
        for position, row in enumerate(rows)
    )


def log_changes(article: Article, revision: Revision, *, by: User | None) -> None:
    """A step of its own for each correction that this save added or took away."""
    earlier = Revision.objects.of(article).filter(number__lt=revision.number).first()
    before = earlier.story.get("corrections", []) if earlier else []
    after = revision.story.get("corrections", [])
    if before == after:
        return
    last = article.editions.order_by("-number").first()
    shown = last.story.get("corrections", []) if last else []
    notes = [f"Thêm: {_said(row)}" for row in after if row not in before]
    for row in before:
        if row not in after:
            seen = " (đã đưa lên bản đăng)" if row in shown else ""
            notes.append(f"Bỏ{seen}: {_said(row)}")
    for note in notes:
        log(article, StepKind.CORRECT, by=by, at=revision.made_at, note=note)


def _key(row: Correction) -> tuple[str, str]:
    return row.wrong, row.right


def _said(row: Row) -> str:
    wrong = vietnamese.shorten(row["wrong"], MOST_SAID)
    right = vietnamese.shorten(row["right"], MOST_SAID)
    return f"bản {row['edition']}, “{wrong}” sửa lại là “{right}”"
