"""The boxes of the desk's first page about working texts: all in one question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from news.desk.access import is_editor, visible_to
from news.desk.block import (
    MOST,
    Block,
    Line,
    change_url,
    length_of,
    list_url,
    time_of,
)
from news.enums import ArticleState, Standing, StepKind
from news.models.article import Article, Step
from news.models.edition import Edition

if TYPE_CHECKING:
    from portal.models import User

LATE = timedelta(days=1)


def of(user: User, moment: datetime) -> dict[str, Block]:
    """The blocks about working texts, all in one question."""
    live = Edition.objects.filter(article=OuterRef("pk")).live(moment)
    ahead = visible_to(user).filter(Exists(live), is_ahead=True)
    found = _found(
        {
            "waiting": visible_to(user)
            .filter(_on_its_way(ArticleState.SUBMITTED))
            .alias(since=SENT)
            .order_by("since", "pk"),
            # “tra-lai” before “nhap”.
            "own": _own(user).order_by("-state", "-updated_at", "-pk"),
            "ahead": ahead.order_by("-updated_at", "-pk"),
        }
    )
    own = _latest_first(found["own"])
    return {
        "waiting": _waiting(user, found["waiting"], moment),
        "returned": _returned([it for it in own if it.state == ArticleState.RETURNED]),
        "drafts": _drafts([it for it in own if it.state == ArticleState.DRAFT]),
        "ahead": _ahead(_latest_first(found["ahead"])),
    }


def _found(asked: Mapping[str, QuerySet[Article]]) -> dict[str, list[Any]]:
    """Of each block as many as are counted, with what a line shows; in no order.

    The first of each are chosen inside: SQLite takes no LIMIT in a part of a UNION.
    """
    sent_back = When(
        state=ArticleState.RETURNED, then=_last(StepKind.SEND_BACK, "note")
    )
    first, *others = [
        Article.objects.filter(pk__in=stories.values("pk")[: MOST + 1])
        .annotate(block=Value(key), since=SENT, returned_note=Case(sent_back))
        .order_by()
        .select_related("created_by")
        .only(
            *("title", "state", "updated_at"),
            *("created_by__full_name", "created_by__username"),
        )
        for key, stories in asked.items()
    ]
    found: dict[str, list[Any]] = {key: [] for key in asked}
    for story in first.union(*others, all=True):
        found[story.block].append(story)
    return found


def _own(user: User) -> QuerySet[Article]:
    """What was sent back and what was never published."""
    never_published = ~Exists(Edition.objects.filter(article=OuterRef("pk")))
    is_draft = Q(state=ArticleState.DRAFT) & never_published
    is_returned = _on_its_way(ArticleState.RETURNED)
    return Article.objects.filter(is_returned | is_draft, created_by=user)


def _waiting(user: User, stories: list[Any], moment: datetime) -> Block:
    """Who waits longest comes first."""
    lines = [
        Line(
            story.title,
            change_url(story.pk),
            [_writer(story), f"chờ {length_of(moment - story.since)}"],
            is_late=moment - story.since >= LATE,
        )
        for story in sorted(stories, key=lambda story: (story.since, story.pk))
    ]
    more = list_url(state__exact=ArticleState.SUBMITTED)
    if is_editor(user):
        return Block("waiting", "Chờ tôi duyệt", "Không có bài nào chờ.", lines, more)
    empty = "Không có bài nào đang chờ biên tập viên."
    return Block("waiting", "Đã gửi duyệt", empty, lines, more)


def _returned(stories: list[Any]) -> Block:
    return Block(
        "returned",
        "Bị trả lại",
        "Không có bài nào bị trả lại.",
        [_saved(story, note=story.returned_note or "") for story in stories],
        list_url(cua="toi", state__exact=ArticleState.RETURNED),
    )


def _drafts(stories: list[Any]) -> Block:
    return Block(
        "drafts",
        "Bài nháp của tôi",
        "Bạn không còn bài nháp nào.",
        [_saved(story) for story in stories],
        list_url(cua="toi", standing=Standing.NONE, state__exact=ArticleState.DRAFT),
    )


def _saved(story: Article, note: str = "") -> Line:
    saved = f"lưu {time_of(story.updated_at)}"
    return Line(story.title, change_url(story.pk), [saved], note=note)


def _ahead(stories: list[Any]) -> Block:
    lines = [
        Line(story.title, change_url(story.pk), [f"sửa {time_of(story.updated_at)}"])
        for story in stories
    ]
    more = list_url(standing=Standing.CHANGED)
    empty = "Bài nào trên trang cũng là bản mới nhất."
    return Block("ahead", "Đang đăng, có sửa chưa đăng", empty, lines, more)


def _on_its_way(state: ArticleState) -> Q:
    """Both halves: the index of stories on their way is known by the second."""
    return Q(state=state) & ~Q(state=ArticleState.DRAFT)


def _last(kind: StepKind, column: str) -> Subquery:
    steps = Step.objects.filter(article=OuterRef("pk"), kind=kind)
    return Subquery(steps.order_by("-at", "-pk").values(column)[:1])


SENT = Coalesce(_last(StepKind.SUBMIT, "at"), "updated_at")


def _latest_first(stories: list[Any]) -> list[Any]:
    return sorted(stories, key=lambda it: (it.updated_at, it.pk), reverse=True)


def _writer(story: Article) -> str:
    return str(story.created_by or "Nhập từ nơi khác")
