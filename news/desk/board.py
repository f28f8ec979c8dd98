"""The desk's first page: what waits for the person who signed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format

from news.desk import story_blocks, troubles
from news.desk.access import is_editor, staff, visible_to
from news.desk.block import (
    MOST,
    SHOWN,
    Block,
    Line,
    change_url,
    list_url,
    time_of,
)
from news.enums import Standing
from news.models.edition import Edition
from news.models.reading import DailyReading
from news.site import parts
from news.site.moment import PublicRequest

if TYPE_CHECKING:
    from portal.models import User


@dataclass(frozen=True)
class Board:
    """What is to be done, and beside it what is good to know."""

    work: Sequence[Block] = ()
    side: Sequence[Block] = ()


def of(request: PublicRequest) -> Board:
    """What concerns this person, pressing things first; never what may not be seen."""
    user, moment = staff(request), request.moment
    if not user.has_perm("news.view_article"):
        return Board()
    stories = story_blocks.of(user, moment)
    work = [stories["waiting"]]
    if is_editor(user):
        shared = parts.of(request)
        found = shared.once("troubles", partial(troubles.of_site, shared.moment))
        work.append(_troubles(found))
    work += [stories["returned"], stories["drafts"], _scheduled(user, moment)]
    work.append(stories["ahead"])
    return Board(work, [_most_read(user, moment)])


def _scheduled(user: User, moment: datetime) -> Block:
    editions = (
        Edition.objects.changing_after(moment)  # Has an index; the next line has none.
        .scheduled(moment)
        .select_related("category")
        .only("article_id", "title", "starts_at", "number", "category__name")
        .order_by("starts_at", "pk")
    )
    if not is_editor(user):
        editions = editions.filter(article__in=visible_to(user))
    lines = [
        Line(
            edition.title,
            change_url(edition.article_id),
            [
                time_of(edition.starts_at),
                str(edition.category),
                *(["thay bản đang đăng"] if edition.number > 1 else []),
            ],
        )
        for edition in editions[: MOST + 1]
    ]
    more = list_url(standing=Standing.SCHEDULED)
    return Block("scheduled", "Sắp lên trang", "Chưa hẹn giờ bài nào.", lines, more)


def _troubles(found: Sequence[troubles.Trouble]) -> Block:
    lines = [Line(it.title, it.url, note=it.message) for it in found]
    empty = "Trang chủ và các bài mới đăng đều ổn."
    return Block("troubles", "Việc phải xử lý", empty, lines)


def _most_read(user: User, moment: datetime) -> Block:
    today = timezone.localdate(moment)
    live = Edition.objects.filter(article=OuterRef("article")).live(moment)
    read = (
        DailyReading.objects.filter(day=today)
        .annotate(
            title=Subquery(live.values("title")[:1]),
            slug=Subquery(live.values("slug")[:1]),
        )
        .filter(title__isnull=False)
        .order_by("-count", "-article_id")
        .values_list("article_id", "title", "slug", "count")
    )
    opens = is_editor(user)
    lines = [
        Line(
            title,
            change_url(pk)
            if opens
            else Edition(slug=slug, article_id=pk).get_absolute_url(),
            [f"{number_format(count)} lượt"],
        )
        for pk, title, slug, count in read[:SHOWN]
    ]
    days = {"tu": f"{today:%d/%m/%Y}", "den": f"{today:%d/%m/%Y}"}
    more = f"{reverse('admin:statistics')}?{urlencode(days)}"
    empty = "Hôm nay chưa có lượt đọc nào."
    return Block(
        "read", "Đọc nhiều hôm nay", empty, lines, more, "Thống kê hôm nay", False
    )
