"""The desk's first page: what waits for the person who signed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format

from news.desk import troubles
from news.desk.access import is_editor, staff, visible_to
from news.enums import ArticleState, Standing, StepKind
from news.models.article import Article, Step
from news.models.edition import Edition
from news.models.reading import DailyReading
from news.site import parts
from news.site.moment import PublicRequest

if TYPE_CHECKING:
    from portal.models import User

SHOWN = 6  # Lines of a block; the rest stands in the list behind it.
MOST = 99  # Counted; more is “99+”, so that a block costs the same however full it is.
LATE = timedelta(days=1)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One thing to do or to know, and where."""

    title: str
    url: str
    facts: Sequence[str] = ()
    note: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Block:
    """A box of the page. `empty` is what it says when there is nothing in it."""

    key: str
    title: str
    empty: str
    found: Sequence[Line] = field(repr=False)
    more: str = ""
    more_text: str = "Xem tất cả"
    is_counted: bool = True

    @property
    def lines(self) -> Sequence[Line]:
        return self.found[:SHOWN]

    @property
    def count(self) -> str:
        return str(len(self.found)) if len(self.found) <= MOST else f"{MOST}+"


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
    returned, drafts = _own(user)
    work = [returned, drafts, _scheduled(user, moment), _ahead(user, moment)]
    if is_editor(user):
        shared = parts.of(request)
        found = shared.once("troubles", partial(troubles.of_site, shared.moment))
        work.insert(0, _troubles(found))
    work.insert(0, _waiting(user, moment))
    return Board(work, [_most_read(user, moment)])


# --- Stories on their way -------------------------------------------------------------


def _waiting(user: User, moment: datetime) -> Block:
    """Who waits longest comes first."""
    sent = _last_step(StepKind.SUBMIT).values("at")[:1]
    stories = (
        visible_to(user)
        .filter(_on_its_way(ArticleState.SUBMITTED))
        .annotate(since=Coalesce(Subquery(sent), "updated_at"))
        .order_by("since", "pk")
    )
    lines = [
        Line(
            story.title,
            change_url(story.pk),
            [_writer(story), f"chờ {length_of(moment - story.since)}"],
            is_late=moment - story.since >= LATE,
        )
        for story in _taken(stories)
    ]
    more = list_url(state__exact=ArticleState.SUBMITTED)
    if is_editor(user):
        return Block("waiting", "Chờ tôi duyệt", "Không có bài nào chờ.", lines, more)
    empty = "Không có bài nào đang chờ biên tập viên."
    return Block("waiting", "Đã gửi duyệt", empty, lines, more)


def _own(user: User) -> tuple[Block, Block]:
    """What was sent back and what was never published, in one question."""
    back = _last_step(StepKind.SEND_BACK)
    is_returned = When(
        state=ArticleState.RETURNED, then=Subquery(back.values("note")[:1])
    )
    never_published = ~Exists(Edition.objects.filter(article=OuterRef("pk")))
    stories = (
        Article.objects.filter(created_by=user)
        .filter(
            _on_its_way(ArticleState.RETURNED)
            | Q(state=ArticleState.DRAFT) & never_published
        )
        .annotate(returned_note=Case(is_returned))
        .order_by("-state", "-updated_at", "-pk")  # “tra-lai” before “nhap”.
    )
    returned: list[Line] = []
    drafts: list[Line] = []
    for story in _taken(stories):
        url, saved = change_url(story.pk), f"lưu {time_of(story.updated_at)}"
        if story.state == ArticleState.RETURNED:
            line = Line(story.title, url, [saved], note=story.returned_note or "")
            returned.append(line)
        else:
            drafts.append(Line(story.title, url, [saved]))
    return (
        Block(
            "returned",
            "Bị trả lại",
            "Không có bài nào bị trả lại.",
            returned,
            list_url(cua="toi", state__exact=ArticleState.RETURNED),
        ),
        Block(
            "drafts",
            "Bài nháp của tôi",
            "Bạn không còn bài nháp nào.",
            drafts,
            list_url(
                cua="toi", standing=Standing.NONE, state__exact=ArticleState.DRAFT
            ),
        ),
    )


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


def _ahead(user: User, moment: datetime) -> Block:
    live = Edition.objects.filter(article=OuterRef("pk")).live(moment)
    stories = visible_to(user).filter(Exists(live), is_ahead=True)
    lines = [
        Line(story.title, change_url(story.pk), [f"sửa {time_of(story.updated_at)}"])
        for story in _taken(stories.order_by("-updated_at", "-pk"))
    ]
    more = list_url(standing=Standing.CHANGED)
    empty = "Bài nào trên trang cũng là bản mới nhất."
    return Block("ahead", "Đang đăng, có sửa chưa đăng", empty, lines, more)


def _on_its_way(state: ArticleState) -> Q:
    """Both halves: the index of stories on their way is known by the second."""
    return Q(state=state) & ~Q(state=ArticleState.DRAFT)


def _last_step(kind: StepKind) -> QuerySet[Step]:
    steps = Step.objects.filter(article=OuterRef("pk"), kind=kind)
    return steps.order_by("-at", "-pk")


def _taken(stories: QuerySet[Any]) -> Iterable[Any]:
    """As many as are counted, with what a line shows."""
    light = stories.select_related("created_by").only(
        *("title", "state", "updated_at"),
        *("created_by__full_name", "created_by__username"),
    )
    return light[: MOST + 1]


def _writer(story: Article) -> str:
    return str(story.created_by or "Nhập từ nơi khác")


# --- The site -------------------------------------------------------------------------


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


# --- Words ----------------------------------------------------------------------------


def change_url(pk: int) -> str:
    return reverse("admin:news_article_change", args=[pk])


def list_url(**filters: str) -> str:
    return f"{reverse('admin:news_article_changelist')}?{urlencode(filters)}"


def time_of(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"


def length_of(time: timedelta) -> str:
    """How long, in the largest unit that fits: “3 giờ”."""
    for unit, name in ((DAY, "ngày"), (HOUR, "giờ"), (MINUTE, "phút")):
        if time >= unit:
            return f"{time // unit} {name}"
    return "chưa đầy 1 phút"
