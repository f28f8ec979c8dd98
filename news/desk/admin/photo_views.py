"""What the photo library offers beside its list and its forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from news import photos, publishing, vietnamese
from news.desk import uploads
from news.desk.access import staff, visible_to
from news.desk.admin.base import MOST_WORDS
from news.desk.admin.photo_form import PhotoTextsForm, WithdrawPhotoForm
from news.models.generation import clock
from news.models.photo import Photo
from news.models.photo_use import ArticlePhoto, EditionPhoto

if TYPE_CHECKING:
    from news.desk.admin.photo import PhotoAdmin
    from portal.models import User

A_PAGE = 24
View = Callable[..., HttpResponse]


def urls(admin: PhotoAdmin) -> list[URLPattern]:
    def bound(view: Callable[..., Any], methods: str = "") -> View:
        def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            return view(admin, request, **kwargs)

        allowed = require_http_methods((methods or "GET HEAD POST").split())
        return admin.admin_site.admin_view(allowed(wrapped))

    return [
        path("tai-len/", uploading(admin), name="news_photo_upload"),
        path("chon/", bound(choose, "GET HEAD"), name="news_photo_choose"),
        path("<id:pk>/chu/", bound(texts, "POST"), name="news_photo_texts"),
        path("<id:pk>/goc/", bound(original, "GET HEAD"), name="news_photo_original"),
        path("<id:pk>/go/", bound(withdraw), name="news_photo_withdraw"),
        path("<id:pk>/tra-lai/", bound(put_back, "POST"), name="news_photo_return"),
    ]


# --- Bringing in ----------------------------------------------------------------------


def uploading(admin: PhotoAdmin) -> View:
    """For scripts: whoever may not is told so, not sent to a page of login."""

    @require_POST
    def upload(request: HttpRequest) -> HttpResponse:
        if not admin.admin_site.has_permission(request):
            raise PermissionDenied
        if not admin.has_add_permission(request):
            raise PermissionDenied
        return uploads.receive_photo(request)

    return upload


def add(admin: PhotoAdmin, request: HttpRequest) -> HttpResponse:
    """The page on which files are dropped; without scripts, a plain form of files."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    kept: list[Photo] = []
    refused: list[tuple[str, str]] = []
    for upload in request.FILES.getlist(uploads.FIELD):
        try:
            kept.append(uploads.add_photo(upload, request)[0])
        except photos.PhotoError as error:
            refused.append((vietnamese.clean_line(upload.name or "")[:80], str(error)))
    context = {
        **admin.admin_site.each_context(request),
        "title": "Thêm ảnh vào thư viện",
        "opts": admin.opts,
        "kept": kept,
        "refused": refused,
        "is_empty": request.method == "POST" and not kept and not refused,
    }
    return render(request, "admin/news/photo/add.html", context)


def texts(admin: PhotoAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Save caption, alt and credit that were written below a new photo."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    photo = get_object_or_404(Photo, pk=pk)
    if not admin.has_change_permission(request, photo):
        raise PermissionDenied
    form = PhotoTextsForm(request.POST, instance=photo)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    form.save()
    admin.log_change(request, photo, "Sửa chữ của ảnh.")
    return JsonResponse({"photo": uploads.photo_facts(photo)})


# --- Choosing -------------------------------------------------------------------------


def choose(admin: PhotoAdmin, request: HttpRequest) -> HttpResponse:
    """A page of the library as a fragment, for the box in which photos are chosen."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    words = request.GET.get("q", "")
    shown = found(Photo.objects.in_library(), words).order_by("-uploaded_at", "-pk")
    if request.GET.get("cua-toi"):
        shown = shown.filter(uploaded_by=staff(request))
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("trang", "1")[:6])
    context = {"page": page, "photos": list(page), "words": words}
    return render(request, "admin/news/photo/_choices.html", context)


def found(queryset: QuerySet[Photo], words: str) -> QuerySet[Photo]:
    """Those whose texts hold every word, with or without marks."""
    for word in vietnamese.words(words)[:MOST_WORDS]:
        queryset = queryset.filter(search_text__contains=word)
    return queryset


def original(admin: PhotoAdmin, request: HttpRequest, pk: int) -> FileResponse:
    """The file that the office keeps, to download."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    photo = get_object_or_404(Photo, pk=pk)
    if photo.withdrawn_at and not admin.has_withdraw_permission(request):
        raise PermissionDenied
    try:
        file = photo.original()
    except OSError as error:
        raise Http404 from error
    name = vietnamese.slug(photo.caption, fallback="anh", limit=60)
    return FileResponse(file, as_attachment=True, filename=f"{name}-{pk}.jpg")


# --- Withdrawing ----------------------------------------------------------------------


def withdraw(admin: PhotoAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason; take the photo off every page."""
    if not admin.has_withdraw_permission(request):
        raise PermissionDenied
    photo = get_object_or_404(Photo, pk=pk)
    form = WithdrawPhotoForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            publishing.withdraw_photo(photo, by=staff(request), reason=reason)
        except publishing.PublishingError as error:
            form.add_error(None, str(error))
        else:
            admin.log_change(request, photo, f"Gỡ khỏi mọi trang: {reason}")
            admin.message_user(request, "Đã gỡ ảnh khỏi mọi trang.", messages.SUCCESS)
            return _to(photo)
    context = {
        **admin.admin_site.each_context(request),
        "title": "Gỡ ảnh khỏi mọi trang",
        "opts": admin.opts,
        "photo": photo,
        "uses": uses(photo, staff(request)),
        "form": form,
    }
    return render(request, "admin/news/photo/withdraw.html", context)


def put_back(admin: PhotoAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    if not admin.has_withdraw_permission(request):
        raise PermissionDenied
    photo = get_object_or_404(Photo, pk=pk)
    try:
        publishing.return_photo(photo, by=staff(request))
    except publishing.PublishingError as error:
        admin.message_user(request, str(error), messages.ERROR)
    else:
        admin.log_change(request, photo, "Trả lại.")
        admin.message_user(
            request, "Đã trả ảnh lại cho các bài dùng ảnh.", messages.SUCCESS
        )
    return _to(photo)


def _to(photo: Photo) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:news_photo_change", args=[photo.pk]))


# --- What a photo's page says ---------------------------------------------------------


def users(photo: Photo) -> list[str]:
    """The titles of the stories that show the photo, in text or on the site."""
    working = ArticlePhoto.objects.filter(photo=photo).values_list("article__title")
    shown = EditionPhoto.objects.filter(photo=photo).values_list("edition__title")
    return [title for (title,) in working.union(shown)]


def uses(photo: Photo, user: User) -> list[tuple[str, str, str]]:
    """(address at the desk, title, where), each once: what that person may see."""
    rows: dict[int, tuple[str, set[str]]] = {}
    seen = visible_to(user)
    working = ArticlePhoto.objects.filter(photo=photo, article__in=seen)
    for pk, title in working.values_list("article", "article__title"):
        rows[pk] = (title, {"bài đang soạn"})
    public = Q(edition__starts_at__lte=clock()) | Q(edition__article__in=seen)
    shown = EditionPhoto.objects.filter(public, photo=photo)
    shown = shown.order_by("edition__number")
    for pk, title in shown.values_list("edition__article", "edition__title"):
        rows.setdefault(pk, (title, set()))[1].add("bản đăng")
    return [
        (
            reverse("admin:news_article_change", args=[pk]),
            title,
            ", ".join(sorted(places)),
        )
        for pk, (title, places) in sorted(rows.items(), reverse=True)
    ]


def original_url(photo: Photo) -> str:
    return reverse("admin:news_photo_original", args=[photo.pk])


def local(moment: datetime) -> datetime:
    return timezone.localtime(moment)
