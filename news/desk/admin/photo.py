"""The photo library: a photo comes in by upload and its file never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from news import photos, vietnamese
from news.desk.access import staff
from news.desk.admin.base import MOST_WORDS, PublicModelAdmin
from news.models.article import Article
from news.models.edition import Edition
from news.models.photo import Photo

if TYPE_CHECKING:
    pass

TEXTS = ["alt", "caption", "credit"]


class PhotoForm(forms.ModelForm):
    """The texts of a photo; the file only while it is new."""

    # Prepared before the transaction of the save began, or why it could not be.
    prepared: photos.Prepared | photos.PhotoError | None = None
    upload = forms.FileField(
        label="Tệp ảnh",
        required=False,
        help_text="JPEG, PNG, WebP hoặc GIF, tối đa 25 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )

    def clean_upload(self) -> photos.Prepared:
        upload: UploadedFile | None = self.cleaned_data["upload"]
        if upload is None or self.prepared is None:
            raise forms.ValidationError("Hãy chọn tệp ảnh.")
        if isinstance(self.prepared, photos.PhotoError):
            raise forms.ValidationError(str(self.prepared))
        same = Photo.objects.filter(sha256=self.prepared.sha256).first()
        if same is not None:
            raise forms.ValidationError(
                f"Ảnh này đã có trong thư viện (ảnh số {same.pk}: {same})."
            )
        return self.prepared

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in TEXTS:
            if name in cleaned:
                cleaned[name] = vietnamese.clean_line(cleaned[name])
        return cleaned


def _prepared(upload: Any) -> photos.Prepared | photos.PhotoError:
    try:
        if (upload.size or 0) > photos.MAX_BYTES:
            raise photos.PhotoError(photos.TOO_LARGE)
        return photos.prepare(upload.read())
    except photos.PhotoError as error:
        return error


@admin.register(Photo)
class PhotoAdmin(PublicModelAdmin):
    form = PhotoForm
    list_display = ["thumbnail", "caption", "alt", "credit", "size", "uploaded_at"]
    list_display_links = ["thumbnail", "caption"]
    list_per_page = 24
    search_fields = ["search_text"]
    ordering = ["-uploaded_at", "-pk"]

    def get_fields(self, request: HttpRequest, obj: Photo | None = None) -> list[Any]:
        head = ["picture", "address", "size"] if obj else ["upload"]
        return [
            *head,
            "alt",
            "caption",
            "credit",
            ("focal_x", "focal_y"),
            "taken_on",
            "consent_note",
        ]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Photo | None = None
    ) -> list[str]:
        return ["picture", "address", "size"] if obj else []

    def get_form(
        self,
        request: HttpRequest,
        obj: Photo | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.prepared = getattr(request, "prepared", None)
        if change:
            form.base_fields.pop("upload", None)
        return form

    def save_model(
        self, request: HttpRequest, obj: Photo, form: Any, change: bool
    ) -> None:
        if not change:
            obj.uploaded_by = staff(request)
            photos.keep(form.cleaned_data["upload"], obj)
            return
        obj.search_text = vietnamese.fold(f"{obj.caption} {obj.alt} {obj.credit}")
        super().save_model(request, obj, form, change)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Decode the picture first: nobody waits for it with the database locked."""
        upload = request.FILES.get("upload")
        if (
            upload is not None
            and object_id is None
            and self.has_add_permission(request)
        ):
            request.prepared = _prepared(upload)  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Photo], search_term: str
    ) -> tuple[QuerySet[Photo], bool]:
        for word in vietnamese.words(search_term)[:MOST_WORDS]:
            queryset = queryset.filter(search_text__contains=word)
        return queryset, False

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A photo inside a text is as protected as one that a row points to."""
        *what, protected = super().get_deleted_objects(objs, request)
        return *what, [*protected, *(use for photo in objs for use in _uses(photo))]

    @admin.display(description="ảnh")
    def thumbnail(self, photo: Photo) -> SafeString:
        return _image(photo, "thumbnail")

    @admin.display(description="ảnh")
    def picture(self, photo: Photo) -> SafeString:
        return _image(photo, "picture")

    @admin.display(description="địa chỉ để chèn vào bài")
    def address(self, photo: Photo) -> SafeString:
        return format_html('<code class="address">{}</code>', photo.file.url)

    @admin.display(description="kích thước")
    def size(self, photo: Photo) -> str:
        return f"{photo.width} × {photo.height}"


def _uses(photo: Photo) -> list[str]:
    """The stories whose text shows the photo."""
    name = str(photo.file.name)
    working = Article.objects.filter(body__contains=name)
    shown = Edition.objects.filter(body__contains=name)
    titles = working.values_list("title").union(shown.values_list("title"))
    return [f"Bài viết: {title}" for (title,) in titles]


def _image(photo: Photo, name: str) -> SafeString:
    """The photo with its own sides; the stylesheet makes it small."""
    return format_html(
        '<img class="{}" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        name,
        photo.file.url,
        photo.width,
        photo.height,
        photo.alt,
    )
