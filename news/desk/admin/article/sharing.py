"""Preview links of a story: the box beside its form, and the page of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from news import publishing
from news.desk import shared_preview
from news.desk.access import is_editor, staff
from news.models.article import Article
from news.models.generation import clock
from news.models.preview_link import PreviewLink
from news.models.revision import Revision

if TYPE_CHECKING:
    from news.desk.admin.article import ArticleAdmin

LASTS = {"1": "1 giờ", "24": "24 giờ", "72": "3 ngày", "168": "7 ngày"}
USUAL = "24"
FORM = "preview-link-form"  # Stands outside the story's own form; its fields name it.
PANEL, PANEL_HEADER = "panel", "X-Requested-With"  # A script asks for the box alone.
MOST_CLOSED = 5  # Shown of those that lead nowhere any more.


class LinkForm(forms.Form):
    """`revision` is the one that the person saw; what was saved since stays out."""

    prefix = "link"
    revision = forms.ModelChoiceField(
        Revision.objects.none(),
        widget=forms.HiddenInput(attrs={"form": FORM}),
        error_messages={
            "invalid_choice": "Bản lưu này không có trong bài.",
            "required": "Hãy lưu bài trước khi tạo liên kết.",
        },
    )
    note = forms.CharField(
        label="Gửi cho ai",
        required=False,
        max_length=publishing.LONGEST_NOTE,
        widget=forms.TextInput(attrs={"form": FORM, "autocomplete": "off"}),
    )
    lasts = forms.ChoiceField(
        label="Có hạn",
        choices=list(LASTS.items()),
        initial=USUAL,
        widget=forms.Select(attrs={"form": FORM}),
    )

    def __init__(self, article: Article, data: Any = None) -> None:
        own = Revision.objects.of(article).defer("data")
        super().__init__(data, initial={"revision": own.first()})
        self.fields["revision"].queryset = own  # type: ignore[attr-defined]

    @property
    def number(self) -> int | None:
        """Of the revision that an untouched form is for."""
        newest = self.initial["revision"]
        return newest.number if newest else None


def urls(admin: ArticleAdmin) -> list[URLPattern]:
    def of_article(view: Any, methods: Any) -> Any:
        @methods
        def found(request: HttpRequest, pk: int, **kwargs: int) -> HttpResponse:
            if not admin.has_view_permission(request):
                raise PermissionDenied
            article = admin.get_object(request, str(pk))
            if article is None:
                return admin.does_not_exist(request, pk)
            return view(admin, request, article, **kwargs)

        return admin.admin_site.admin_view(found)

    both = require_http_methods(["GET", "HEAD", "POST"])
    revoking = of_article(revoke, require_POST)
    return [
        path("<id:pk>/chia-se/", of_article(page, both), name="news_article_sharing"),
        path(
            "<id:pk>/chia-se/<id:link>/thu-hoi/",
            revoking,
            name="news_article_sharing_revoke",
        ),
    ]


def panel(
    admin: ArticleAdmin,
    request: HttpRequest,
    article: Article | None,
    form: LinkForm | None = None,
) -> dict[str, Any]:
    """What _preview_links.html shows: the links, and the form for another one."""
    if article is None:
        return {}
    may_share = admin.has_change_permission(request, article)
    return {
        "preview_links": _rows(request, article, may_share),
        "link_form": (form or LinkForm(article)) if may_share else None,
        "most_links": publishing.MOST_OPEN,
    }


def _rows(
    request: HttpRequest, article: Article, may_share: bool
) -> list[dict[str, Any]]:
    """Open ones with their addresses; of the others the last few, as a memory."""
    user, now = staff(request), clock()
    links = PreviewLink.objects.filter(article=article).order_by("-made_at", "-pk")
    loaded = links.select_related("revision", "made_by", "revoked_by")
    rows, closed = [], 0
    for link in loaded.defer("revision__data")[:50]:
        is_open = _is_open(link, now)
        closed += not is_open
        if not is_open and closed > MOST_CLOSED:
            continue
        own = link.made_by_id == user.pk
        shows = is_open and (may_share or own)
        rows.append(
            {
                "link": link,
                "is_open": is_open,
                "address": shared_preview.address(link) if shows else "",
                "may_revoke": is_open and may_revoke(request, link),
            }
        )
    return rows


def _is_open(link: PreviewLink, moment: datetime) -> bool:
    in_time = link.revoked_at is None and link.expires_at > moment
    return in_time and link.made_by.is_active


def may_revoke(request: HttpRequest, link: PreviewLink) -> bool:
    user = staff(request)
    return is_editor(user) or link.made_by_id == user.pk


def page(admin: ArticleAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    """The links of a story; a POST makes one more."""
    if request.method != "POST":
        return _answer(admin, request, article)
    if not admin.has_change_permission(request, article):
        raise PermissionDenied
    form = LinkForm(article, request.POST)
    if not form.is_valid():
        return _answer(admin, request, article, form=form, status=400)
    try:
        publishing.open_link(
            form.cleaned_data["revision"],
            by=staff(request),
            lasts=timedelta(hours=int(form.cleaned_data["lasts"])),
            note=form.cleaned_data["note"],
        )
    except publishing.PublishingError as error:
        form.add_error(None, str(error))
        return _answer(admin, request, article, form=form, status=400)
    return _done(admin, request, article, "Đã tạo liên kết xem trước.")


def revoke(
    admin: ArticleAdmin, request: HttpRequest, article: Article, link: int
) -> HttpResponse:
    found = PreviewLink.objects.filter(article=article, pk=link).first()
    if found is None:
        return admin.does_not_exist(request, article.pk)
    if not may_revoke(request, found):
        raise PermissionDenied
    try:
        publishing.revoke_link(found, by=staff(request))
    except publishing.PublishingError as error:
        return _done(admin, request, article, str(error))
    return _done(admin, request, article, "Đã thu hồi liên kết.")


def _done(
    admin: ArticleAdmin, request: HttpRequest, article: Article, said: str
) -> HttpResponse:
    """Back to the page; a script gets the box with what was said in it."""
    if request.headers.get(PANEL_HEADER) == PANEL:
        return _answer(admin, request, article, said=said)
    admin.message_user(request, said, messages.INFO)
    return HttpResponseRedirect(
        reverse("admin:news_article_sharing", args=[article.pk])
    )


def _answer(
    admin: ArticleAdmin,
    request: HttpRequest,
    article: Article,
    *,
    form: LinkForm | None = None,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    context = panel(admin, request, article, form) | {
        "original": article,
        "links_said": said,
    }
    if request.headers.get(PANEL_HEADER) == PANEL:
        template = "admin/news/article/_preview_links.html"
        return render(request, template, context, status=status)
    context |= admin.admin_site.each_context(request)
    context |= {"title": "Liên kết xem trước", "opts": admin.opts, "FORM": FORM}
    template = "admin/news/article/preview_links.html"
    return render(request, template, context, status=status)
