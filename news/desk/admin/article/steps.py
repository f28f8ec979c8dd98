"""What the article admin shows around the form, and what its buttons lead to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from news import publishing
from news.desk.access import staff
from news.desk.admin.article.plan import plan_of
from news.enums import ArticleState, Standing
from news.models.article import Article
from news.models.generation import clock
from news.models.kinship import EditionPin

if TYPE_CHECKING:
    from news.desk.admin.article import ArticleAdmin

CHECK = "kiem-tra"  # In the address of the form: show what the gate finds.
SEEN_OR_TO_BE = {Standing.LIVE, Standing.CHANGED, Standing.SCHEDULED}
NEVER_PUBLIC = {Standing.NONE, Standing.SCHEDULED}
MOST_PINS = 20


class Saved(HttpResponseRedirect):
    """The answer to a form that was saved; it knows the story."""

    def __init__(self, article: Article) -> None:
        super().__init__(change_url(article))
        self.article = article


def change_url(article: Article) -> str:
    return reverse("admin:news_article_change", args=[article.pk])


def checked_url(article: Article) -> str:
    """The form with what keeps the saved text from readers."""
    return f"{change_url(article)}?{CHECK}=1"


def badge(standing: str) -> SafeString:
    return _badge(standing, Standing(standing).label)


def badges(article: Article) -> SafeString:
    """Where the story stands: on the site, or else on the way to it."""
    standing = getattr(article, "standing", Standing.NONE)
    if standing == Standing.NONE:
        return _badge(article.state, article.get_state_display())
    if article.state == ArticleState.DRAFT:
        return badge(standing)
    way = _badge(article.state, article.get_state_display())
    return format_html("{} {}", badge(standing), way)


def _badge(name: str, label: str) -> SafeString:
    return format_html('<span class="badge badge--{}">{}</span>', name, label)


def around(article: Article | None) -> dict[str, Any]:
    """What the change form says about the story beside its fields."""
    standing = getattr(article, "standing", Standing.NONE)
    if article is None:
        return {"badge": badge(standing)}
    context: dict[str, Any] = {"badge": badges(article)}
    if standing in SEEN_OR_TO_BE:
        context["plan"] = plan_of(article)
    if standing == Standing.WITHDRAWN:
        context["withdrawal"] = article.editions.order_by("-number").first()
    # Where readers find it, or, once it is withdrawn, where they no longer do.
    if standing not in NEVER_PUBLIC:
        pages = EditionPin.objects.live_pages_with(article.pk, clock())
        context["pinned_on"] = pages[:MOST_PINS]
    return context


def publish(
    admin: ArticleAdmin, request: HttpRequest, article: Article
) -> HttpResponse:
    """Publish what was just saved, or show what is still to be done."""
    try:
        edition = publishing.publish(article, by=staff(request))
    except publishing.PublishingError as error:
        return refused(admin, request, article, error)
    admin.log_change(request, article, "Đăng.")
    message = format_html(
        'Đã đăng “{}”. <a href="{}" target="_blank">Xem trên trang</a>',
        article,
        edition.get_absolute_url(),
    )
    admin.message_user(request, message, messages.SUCCESS)
    admin.say_advice(request, article, edition)
    return HttpResponseRedirect(change_url(article))


def refused(
    admin: ArticleAdmin,
    request: HttpRequest,
    article: Article,
    error: publishing.PublishingError,
    **typed: str,
) -> HttpResponse:
    """The text is saved, the step was not taken; what was `typed` for it is kept."""
    if not isinstance(error, publishing.Blocked):
        message = f"Bài viết đã được lưu. {error}"
        admin.message_user(request, message, messages.ERROR)
    else:
        message = (
            "Bài viết đã được lưu nhưng chưa đăng:"
            f" còn {len(error.problems)} việc phải làm."
        )
        admin.message_user(request, message, messages.WARNING)
        typed = {CHECK: "1", **typed}
    query = f"?{urlencode(typed)}" if typed else ""
    return HttpResponseRedirect(change_url(article) + query)


def no_preview(
    admin: ModelAdmin, request: HttpRequest, errors: Iterable[str], status: int = 200
) -> HttpResponse:
    """The form could not be saved, or is long forgotten: there is nothing to show."""
    context = {
        **admin.admin_site.each_context(request),
        "title": "Chưa xem trước được",
        "opts": admin.opts,
        "errors": list(errors),
        "is_in_form": status == 200,
    }
    template = "admin/news/article/no_preview.html"
    return render(request, template, context, status=status)
