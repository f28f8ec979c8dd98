"""What the article admin shows around the form, and what its buttons lead to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from news import publishing
from news.desk.access import staff
from news.desk.admin.article.form import WithdrawForm
from news.enums import ArticleState, Standing
from news.models.article import Article
from news.models.edition import Edition
from news.models.generation import clock
from news.models.kinship import EditionPin

if TYPE_CHECKING:
    from news.desk.admin.article import ArticleAdmin

CHECK = "kiem-tra"  # In the address of the form: show what the gate finds.
ON_SITE = {Standing.LIVE, Standing.CHANGED}
NEVER_PUBLIC = {Standing.NONE, Standing.SCHEDULED}
MOST_PINS = 20


def urls(admin: ArticleAdmin) -> list[URLPattern]:
    """What the buttons beside the form lead to."""

    def withdraw_view(request: HttpRequest, pk: int) -> HttpResponse:
        if not admin.has_withdraw_permission(request):
            raise PermissionDenied
        article = admin.get_object(request, str(pk))
        if article is None:
            return admin.does_not_exist(request, pk)
        return withdraw(admin, request, article)

    view = admin.admin_site.admin_view(withdraw_view)
    return [path("<int:pk>/go/", view, name="news_article_withdraw")]


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
    context: dict[str, Any] = {"badge": badge(standing), "public_url": ""}
    if article is not None and standing in ON_SITE:
        edition = Edition.objects.live(clock()).of_articles([article.pk]).first()
        context["public_url"] = edition.get_absolute_url() if edition else ""
    if article is not None and standing == Standing.WITHDRAWN:
        context["withdrawal"] = article.editions.order_by("-number").first()
    context["is_public"] = standing in {*ON_SITE, Standing.SCHEDULED}
    # Where readers find it, or, once it is withdrawn, where they no longer do.
    if article is not None and standing not in NEVER_PUBLIC:
        pages = EditionPin.objects.live_pages_with(article.pk, clock())
        context["pinned_on"] = pages[:MOST_PINS]
    return context


def publish(
    admin: ArticleAdmin, request: HttpRequest, article: Article
) -> HttpResponse:
    """Publish what was just saved, or show what is still to be done."""
    try:
        edition = publishing.publish(article, by=staff(request))
    except publishing.Blocked as error:
        message = (
            "Bài viết đã được lưu nhưng chưa đăng:"
            f" còn {len(error.problems)} việc phải làm."
        )
        admin.message_user(request, message, messages.WARNING)
        return HttpResponseRedirect(checked_url(article))
    except publishing.PublishingError as error:
        admin.message_user(request, str(error), messages.ERROR)
        return HttpResponseRedirect(change_url(article))
    admin.log_change(request, article, "Đăng.")
    message = format_html(
        'Đã đăng: {}. <a href="{}" target="_blank">Xem trên trang</a>',
        article,
        edition.get_absolute_url(),
    )
    admin.message_user(request, message, messages.SUCCESS)
    admin.say_advice(request, article, edition)
    return HttpResponseRedirect(change_url(article))


def withdraw(
    admin: ArticleAdmin, request: HttpRequest, article: Article
) -> HttpResponse:
    """Ask for the reason; take the story off the site."""
    if request.method == "GET" and not around(article)["is_public"]:
        admin.message_user(request, "Bài viết không ở trên trang.", messages.WARNING)
        return HttpResponseRedirect(change_url(article))
    form = WithdrawForm(request.POST or None, initial={"version": article.version})
    if form.is_valid():
        article.version = form.cleaned_data["version"]
        try:
            publishing.withdraw(
                article, by=staff(request), reason=form.cleaned_data["reason"]
            )
        except publishing.PublishingError as error:
            form.add_error(None, str(error))
        else:
            admin.log_change(request, article, "Gỡ.")
            admin.message_user(request, f"Đã gỡ: {article}", messages.SUCCESS)
            return HttpResponseRedirect(change_url(article))
    context = {
        **admin.admin_site.each_context(request),
        "title": "Gỡ bài viết",
        "opts": admin.opts,
        "article": article,
        "form": form,
    }
    return render(request, "admin/news/article/withdraw.html", context)


def no_preview(
    admin: ModelAdmin, request: HttpRequest, errors: Iterable[str]
) -> HttpResponse:
    """The form could not be saved, so there is nothing to show."""
    context = {
        **admin.admin_site.each_context(request),
        "title": "Chưa xem trước được",
        "opts": admin.opts,
        "errors": list(errors),
    }
    return render(request, "admin/news/article/no_preview.html", context)
