"""“Sắp xếp trang chủ”: which stories lead the home page, from when to when."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from news.desk import front
from news.desk.access import staff
from news.desk.admin.base import PublicModelAdmin
from news.desk.front import Arrangement
from news.models.frontpage import FrontPageSlot
from news.models.generation import clock

LIST = "admin:news_frontpageslot_changelist"
UNSAVED = "Chưa lưu: hãy sửa những chỗ báo lỗi. Những gì bạn xếp vẫn còn ở đây."


def may_arrange(request: HttpRequest) -> bool:
    person = staff(request)
    verbs = ("add", "change", "delete")
    return all(person.has_perm(f"news.{verb}_frontpageslot") for verb in verbs)


@admin.register(FrontPageSlot)
class FrontPageSlotAdmin(PublicModelAdmin):
    """One page for all slots; there is none for a single one."""

    def get_urls(self) -> list[URLPattern]:
        page = require_http_methods(["GET", "HEAD", "POST"])(self.changelist_view)
        views = [
            ("", page, "news_frontpageslot_changelist"),
            ("tim/", require_safe(self.search_view), "news_frontpageslot_search"),
        ]
        wrap = self.admin_site.admin_view
        return [path(route, wrap(view), name=name) for route, view, name in views]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not may_arrange(request):
            raise PermissionDenied
        if request.method == "POST":
            return self.save_arrangement(request)
        rows = front.arrangement(None, clock())
        return self.page(request, rows, seen=FrontPageSlot.objects.token())

    def save_arrangement(self, request: HttpRequest) -> HttpResponse:
        now, seen = clock(), request.POST.get("seen", "")
        rows = front.arrangement(request.POST, now)
        if not rows.is_valid():
            self.message_user(request, UNSAVED, messages.ERROR)
            return self.page(request, rows, seen=seen)
        try:
            front.arrange(
                rows.slots(),
                removed=rows.removed(),
                without_ended="without_ended" in request.POST,
                seen=seen,
                now=now,
                by=staff(request),
            )
        except front.Rearranged:
            return self.conflict(request, rows)
        self.message_user(request, "Đã lưu trang chủ.", messages.SUCCESS)
        return HttpResponseRedirect(reverse(LIST))

    def conflict(self, request: HttpRequest, rows: Arrangement) -> HttpResponse:
        """Nothing was saved; what was arranged stands beside what a colleague saved.

        What the colleague added comes as rows of its own: the next save knows of all.
        """
        now, seen = clock(), FrontPageSlot.objects.token()
        mine = {form.own.pk for form in rows.forms if form.own}
        theirs = front.arrangement(None, now)
        added = [form.own for form in theirs.forms if form.own.pk not in mine]
        rows = front.arrangement(front.with_rows(request.POST, added), now)
        for form in rows.forms:
            if form.own is None and form["slot"].value():
                form.notes = [("problem", "Đồng nghiệp vừa bỏ tin này.")]
            elif form.own in added:
                form.notes = [("upcoming", "Đồng nghiệp vừa thêm tin này.")]
        return self.page(request, rows, seen=seen, status=409, theirs=theirs)

    def page(
        self,
        request: HttpRequest,
        rows: Arrangement,
        *,
        seen: str,
        status: int = 200,
        **context: Any,
    ) -> HttpResponse:
        ended = FrontPageSlot.objects.ended(clock()).select_related("article")
        context |= {
            **self.admin_site.each_context(request),
            "title": "Sắp xếp trang chủ",
            "opts": self.opts,
            "rows": rows,
            "seen": seen,
            "ended": ended.only("place", "ends_at", "article__title").order_by(
                "-ends_at"
            )[:50],
            "last_change": front.last_change(),
            "look_at": front.MomentForm()["look_at"],
        }
        template = "admin/news/frontpageslot/arrange.html"
        return render(request, template, context, status=status)

    def search_view(self, request: HttpRequest) -> HttpResponse:
        """Stories to put on the front page, for the script of the page."""
        if not may_arrange(request):
            raise PermissionDenied
        found = front.find(request.GET.get("q", ""), clock())
        stories = [
            {"pk": story.pk, "title": story.title, "said": story.said}
            for story in found
        ]
        return JsonResponse({"stories": stories})
