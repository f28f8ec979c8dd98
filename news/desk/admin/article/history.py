"""The history of a story: every save and step, any two saves compared."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils import timezone

from news.desk import history
from news.desk.admin.article.pages import address
from news.desk.admin.article.restoring import ArticleRestore
from news.desk.moments import day_field, hour_field

NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


class MomentForm(forms.Form):
    """“Bạn đọc thấy gì lúc …?” A day alone asks for all that was shown on it."""

    ngay = day_field("Ngày")
    gio = hour_field("Giờ", required=False)

    def clean_ngay(self) -> Any:
        day = self.cleaned_data["ngay"]
        if not 1990 <= day.year <= timezone.localdate().year:
            raise forms.ValidationError("Ngày này không có trong lịch sử của trang.")
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày này chưa tới.")
        return day


class ArticleHistory(ArticleRestore):
    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path(
                "<id:pk>/ban-luu/<id:number>/",
                wrap(self.revision_view),
                name="news_article_revision",
            ),
            path(
                "<id:pk>/so-sanh/",
                wrap(self.compare_view),
                name="news_article_compare",
            ),
            path(
                "<id:pk>/ban-doc-thay/",
                wrap(self.readers_view),
                name="news_article_readers_saw",
            ),
            *super().get_urls(),
        ]

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Saves and steps in one line of time, with what was on the site when."""
        article = self._story(request, unquote(object_id))
        if article is None:
            return self.does_not_exist(request, unquote(object_id))
        page = history.timeline(article, request.GET.get("truoc", ""))
        context = {
            "page": page,
            "is_first_page": "truoc" not in request.GET,
            "newest": page.numbers[0] if page.numbers else None,
            "second": page.numbers[1] if len(page.numbers) > 1 else None,
            "moment_form": MomentForm(),
            "now": timezone.now(),
            "may_restore": self.has_change_permission(request, article),
        }
        return self._page(request, article, "timeline", "Lịch sử", context)

    def revision_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """One save, whole."""
        article = self._story(request, pk)
        if article is None:
            return self.does_not_exist(request, pk)
        revision = history.revision_of(article, number)
        if revision is None:
            return self.does_not_exist(request, pk)
        before, after = history.neighbours(article, number)
        story = revision.story
        context = {
            "revision": revision,
            "before": before,
            "after": after,
            "editions": history.editions_of(article).filter(revision=revision),
            "now": timezone.now(),
            "story": story,
            "body": history.shown_body(story["body"]),
            "parts": self._parts(request, story),
            "may_restore": after and self.has_change_permission(request, article),
        }
        return self._page(request, article, "revision", f"Bản lưu {number}", context)

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Any two saves, word by word."""
        article = self._story(request, pk)
        if article is None:
            return self.does_not_exist(request, pk)
        chosen = [request.GET.get(name, "") for name in ("cu", "moi")]
        numbers = sorted(int(n) for n in chosen if NUMBER.fullmatch(n))
        found = [history.revision_of(article, number) for number in numbers]
        older, newer = [*found, None, None][:2]
        if older is None or newer is None or older == newer:
            message = "Hãy chọn hai bản lưu khác nhau của bài này."
            self.message_user(request, message, messages.WARNING)
            return HttpResponseRedirect(address("history", article))
        context = {
            "older": older,
            "newer": newer,
            "differences": self._differences(request, older.story, newer.story),
            "may_restore": self.has_change_permission(request, article),
        }
        title = f"So sánh bản lưu {older.number} và {newer.number}"
        return self._page(request, article, "compare", title, context)

    def readers_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What readers saw at a moment: the very text of the edition that was live."""
        article = self._story(request, pk)
        if article is None:
            return self.does_not_exist(request, pk)
        form = MomentForm(request.GET or None)
        context: dict[str, Any] = {"form": form, "now": timezone.now()}
        if form.is_valid():
            day, at = form.cleaned_data["ngay"], form.cleaned_data["gio"]
            context["asked"] = True
            context["editions"] = [
                {
                    "edition": edition,
                    "text": history.as_readers_saw(edition),
                    "parts": self._parts(request, edition.story),
                }
                for edition in history.seen(article, day, at)
            ]
        title = "Bạn đọc thấy gì?"
        response = self._page(request, article, "readers", title, context)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
