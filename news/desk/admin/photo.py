"""The photo library: photos come in by upload and their files never change."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from news import photos, vietnamese
from news.desk.access import may_change_photo, staff
from news.desk.admin import photo_views as views
from news.desk.admin.base import PublicModelAdmin
from news.desk.admin.photo_filters import MonthFilter, UnitFilter, UseFilter
from news.desk.admin.photo_form import PhotoForm
from news.models.photo import Photo
from news.models.photo_use import ArticlePhoto, EditionPhoto

READ_ONLY = ["picture", "facts", "uses"]


@admin.register(Photo)
class PhotoAdmin(PublicModelAdmin):
    form = PhotoForm
    list_display = ["__str__"]
    list_filter = [UseFilter, MonthFilter, UnitFilter]
    list_per_page = 48
    search_fields = ["search_text"]
    ordering = ["-uploaded_at", "-pk"]
    autocomplete_fields = ["unit"]
    readonly_fields = READ_ONLY
    fieldsets = [
        (None, {"fields": ["picture", ("focal_x", "focal_y")]}),
        ("Chữ của ảnh", {"fields": ["caption", "alt", "credit"]}),
        ("Hồ sơ", {"fields": ["taken_on", "unit", "consent_note", "facts"]}),
        ("Bài dùng ảnh này", {"fields": ["uses"]}),
    ]

    # --- Who may see and do what ------------------------------------------------------

    def has_change_permission(
        self, request: HttpRequest, obj: Photo | None = None
    ) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or may_change_photo(staff(request), obj)

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return staff(request).has_perm("news.withdraw_photo")

    # --- The list ---------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        photos = super().get_queryset(request)
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            return photos.filter(withdrawn_at__isnull=True)
        uses = [
            Exists(model._default_manager.filter(photo=OuterRef("pk")))
            for model in (ArticlePhoto, EditionPhoto)
        ]
        return photos.annotate(is_used=uses[0] | uses[1])

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Photo], search_term: str
    ) -> tuple[QuerySet[Photo], bool]:
        return views.found(queryset, search_term), False

    # --- One photo --------------------------------------------------------------------

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Photo | None:
        """With who looks at it: not everybody may know every story that uses it."""
        photo = super().get_object(request, object_id, from_field)
        if photo is not None:
            photo.viewer = staff(request)
        return photo

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Photos are added by bringing in their files, many at once."""
        return views.add(self, request)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Cut the cards first: nobody waits for it with the database locked."""
        photo = self.get_object(request, object_id) if object_id else None
        if photo and request.method == "POST":
            self._cut(request, photo)
        context = {
            "can_withdraw": self.has_withdraw_permission(request),
            **(extra_context or {}),
        }
        return super().changeform_view(request, object_id, form_url, context)

    def _cut(self, request: HttpRequest, photo: Photo) -> None:
        focus = _focus(request)
        may = self.has_change_permission(request, photo) and not photo.withdrawn_at
        if may and focus is not None and focus != photo.focus:
            photos.crop(photo, focus)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        super().delete_model(request, obj)
        photos.erase_after_commit([cast(Photo, obj)])

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        gone = list(queryset)
        super().delete_queryset(request, queryset)
        photos.erase_after_commit(gone)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What keeps a photo is named once, as stories, whatever row points to it."""
        *what, protected = super().get_deleted_objects(objs, request)
        titles = dict.fromkeys(title for photo in objs for title in views.users(photo))
        named = [f"Bài viết: {title}" for title in titles]
        return *what, named if protected else []

    def get_urls(self) -> list[URLPattern]:
        return [*views.urls(self), *super().get_urls()]

    # --- What the form shows ----------------------------------------------------------

    @admin.display(description="ảnh")
    def picture(self, photo: Photo) -> SafeString:
        if photo.withdrawn_at:
            return mark_safe('<p class="quiet">Ảnh đã gỡ nên không hiện ở đây.</p>')
        return format_html(
            '<div class="focal" data-focal><img class="focal__image" src="{}"'
            ' width="{}" height="{}" alt="{}"></div>',
            photo.file.url,
            *map(str, photo.desk_size),
            photo.alt,
        )

    @admin.display(description="tệp")
    def facts(self, photo: Photo) -> SafeString:
        return format_html(
            '{} × {} điểm ảnh. <a href="{}">Tải ảnh gốc</a><br>{}, tải lên {}<br>'
            '<code class="address">SHA-256 {}</code>',
            str(photo.width),
            str(photo.height),
            views.original_url(photo),
            photo.uploaded_by or "Nhập từ gói tin",
            vietnamese.short_moment(views.local(photo.uploaded_at)),
            photo.sha256,
        )

    @admin.display(description="bài")
    def uses(self, photo: Photo) -> SafeString:
        lines = views.uses(photo, photo.viewer)  # type: ignore[attr-defined]
        if not lines:
            return mark_safe('<span class="quiet">Chưa bài nào dùng ảnh này.</span>')
        return format_html(
            '<ul class="uses">{}</ul>',
            format_html_join(
                "",
                '<li><a href="{}">{}</a> <span class="quiet">{}</span></li>',
                lines,
            ),
        )


def _focus(request: HttpRequest) -> tuple[int, int] | None:
    """The focal point that the form was sent with; None when it is none."""
    try:
        x, y = (int(request.POST.get(name, "")) for name in ("focal_x", "focal_y"))
    except ValueError:
        return None
    return (x, y) if 0 <= x <= 100 and 0 <= y <= 100 else None
