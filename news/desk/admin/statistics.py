"""The page “Thống kê”: what was read in a period, and its tables as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from news import audit
from news.desk import chart, spreadsheets, statistics
from news.desk.access import is_editor, staff, visible_to
from news.desk.admin.article import steps
from news.desk.admin.period_form import NAMES, Choice, in_file_name, in_words
from news.desk.spreadsheets import Sheet
from news.desk.statistics import Hours, Period, ReadGroup, ReadStory
from news.enums import AuditKind, Standing
from news.models.edition import Edition
from news.site.moment import PublicRequest

TITLE = "Thống kê"
STORIES_SHOWN, STORIES_IN_FILE, AUTHORS_SHOWN = 50, 1000, 50
STORY_COLUMNS = ["Hạng", "Bài viết", "Chuyên mục", "Đăng lúc", "Lượt đọc"]


def urls(site: AdminSite) -> list[URLPattern]:
    def bound(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def wrapped(request: HttpRequest, **kwargs: str) -> HttpResponse:
            if not may_see(request):
                raise PermissionDenied
            return view(site, request, **kwargs)

        return site.admin_view(require_safe(wrapped))

    file = "thong-ke/<slug:table>.<slug:kind>"
    return [
        path("thong-ke/", bound(page), name="statistics"),
        path(file, bound(download), name="statistics_file"),
    ]


def may_see(request: HttpRequest) -> bool:
    """Whoever works with stories."""
    return staff(request).has_perm("news.view_article")


def may_take_away(request: HttpRequest) -> bool:
    return is_editor(staff(request))


def entry(request: HttpRequest) -> dict[str, Any] | None:
    """The page's line in the admin's menu, in the form of a model's."""
    if not may_see(request):
        return None
    return {
        "name": TITLE,
        "object_name": "Statistics",
        "admin_url": reverse("admin:statistics"),
        "add_url": None,
        "view_only": True,
        "perms": {},
    }


class Report:
    """What was read in a period; each part is asked for once, when it is needed."""

    def __init__(self, period: Period, moment: datetime) -> None:
        self.period, self.moment = period, moment

    @cached_property
    def counts(self) -> dict[int, int]:
        return statistics.by_article(self.period)

    @cached_property
    def chart(self) -> chart.Chart:
        return chart.over(self.period)

    @cached_property
    def sections(self) -> list[ReadGroup]:
        return statistics.by_section(self.period, self.counts, self.moment)

    @cached_property
    def signatures(self) -> tuple[list[ReadGroup], list[ReadGroup]]:
        return statistics.by_signature(self.period, self.counts, self.moment)

    def stories(self, limit: int) -> list[ReadStory]:
        return statistics.top_stories(self.counts, self.moment, limit)


def page(site: AdminSite, request: HttpRequest) -> HttpResponse:
    moment = cast(PublicRequest, request).moment
    choice = Choice(request, moment)
    context = {**site.each_context(request), "title": TITLE, "choice": choice}
    context |= {"names": NAMES, "may_take_away": may_take_away(request)}
    if choice.period is not None:
        report = Report(choice.period, moment)
        units, authors = report.signatures
        context |= {
            "period_text": in_words(choice.period),
            "chart": report.chart,
            "average": round(report.chart.total / len(report.chart.bars)),
            "story_count": len(report.counts),
            "stories": _lines(request, report.stories(STORIES_SHOWN), moment),
            "stories_in_file": STORIES_IN_FILE,
            "sections": report.sections,
            "units": units,
            "authors": authors[:AUTHORS_SHOWN],
            "more_authors": len(authors) > AUTHORS_SHOWN,
        }
    return render(request, "admin/news/statistics/page.html", context)


def _lines(
    request: HttpRequest, stories: list[ReadStory], moment: datetime
) -> list[dict[str, Any]]:
    """Each story with the page that this person may open, and where it stands."""
    shown = {story.edition.article_id for story in stories}
    own = shown if is_editor(staff(request)) else _own(request, shown)
    return [
        {
            "edition": story.edition,
            "count": story.count,
            "url": _url(story.edition, own, moment),
            "badge": _badge(story.edition, moment),
        }
        for story in stories
    ]


def _own(request: HttpRequest, article_ids: set[int]) -> set[int]:
    seen = visible_to(staff(request)).filter(pk__in=article_ids)
    return set(seen.values_list("pk", flat=True))


def _url(edition: Edition, own: set[int], moment: datetime) -> str:
    if edition.article_id in own:
        return reverse("admin:news_article_change", args=[edition.article_id])
    return "" if _has_ended(edition, moment) else edition.get_absolute_url()


def _badge(edition: Edition, moment: datetime) -> str:
    if not _has_ended(edition, moment):
        return ""
    gone = Standing.WITHDRAWN if edition.withdrawn_at else Standing.EXPIRED
    return steps.badge(gone)


def _has_ended(edition: Edition, moment: datetime) -> bool:
    return edition.ends_at is not None and edition.ends_at <= moment


# --- Files ----------------------------------------------------------------------------


def download(
    site: AdminSite, request: HttpRequest, table: str, kind: str
) -> HttpResponse:
    if not may_take_away(request):
        raise PermissionDenied
    if table not in TABLES or kind not in spreadsheets.KINDS:
        raise Http404
    moment = cast(PublicRequest, request).moment
    period = Choice(request, moment).period
    if period is None:
        raise BadRequest("the dates of the period make no sense")
    sheet = TABLES[table](Report(period, moment))
    name = f"luot-doc-{table}-{in_file_name(period)}"
    answer = spreadsheets.answer(sheet, kind, name)
    if request.method == "GET":  # Who took what away is kept, though a GET asked.
        audit.record(AuditKind.EXPORT, by=staff(request), label=f"{name}.{kind}")
    return answer


def _times(report: Report) -> Sheet:
    counts = report.period.counts()
    name = "Giờ" if isinstance(report.period, Hours) else "Ngày"
    return Sheet(f"Theo {name.lower()}", [name, "Lượt đọc"], counts)


def _stories(report: Report) -> Sheet:
    rows = [
        (
            place,
            story.edition.title,
            str(story.edition.category),
            story.edition.published_at,
            story.count,
        )
        for place, story in enumerate(report.stories(STORIES_IN_FILE), start=1)
    ]
    return Sheet("Bài đọc nhiều", STORY_COLUMNS, rows)


def _sections(report: Report) -> Sheet:
    """Two columns of names, so that a section is not added to its own subsections."""
    rows, top = [], ""
    for group in report.sections:
        top = group.name if group.level == 1 else top
        own = "" if group.level == 1 else group.name
        rows.append((top, own, group.stories, group.count))
    columns = ["Chuyên mục", "Mục con", "Số bài", "Lượt đọc"]
    return Sheet("Chuyên mục", columns, rows)


def _groups(name: str, groups: Iterable[ReadGroup]) -> Sheet:
    rows = [(group.name, group.stories, group.count) for group in groups]
    return Sheet(name, [name, "Số bài", "Lượt đọc"], rows)


TABLES: dict[str, Callable[[Report], Sheet]] = {
    "thoi-gian": _times,
    "bai-viet": _stories,
    "chuyen-muc": _sections,
    "don-vi": lambda report: _groups("Đơn vị", report.signatures[0]),
    "tac-gia": lambda report: _groups("Tác giả", report.signatures[1]),
}
