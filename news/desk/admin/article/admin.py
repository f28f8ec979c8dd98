"""Stories at the desk. The admin calls the door; it decides nothing itself."""

from __future__ import annotations

from functools import partial
from typing import Any

from adminsortable2.admin import SortableAdminBase
from django.contrib import admin, messages
from django.db.models import ForeignKey
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.safestring import SafeString

from news import publishing
from news.desk import history
from news.desk.access import staff
from news.desk.admin.article import (
    files,
    links,
    presence,
    readings,
    sharing,
    step_pages,
    steps,
    workflow,
)
from news.desk.admin.article.checking import ArticleGate, verdict_on
from news.desk.admin.article.conflict import ArticleConflict
from news.desk.admin.article.corrections import CorrectionInline
from news.desk.admin.article.drafts import SavesDrafts, confirming
from news.desk.admin.article.form import ArticleForm
from news.desk.admin.article.history import ArticleHistory
from news.desk.admin.article.listing import ArticleListing
from news.desk.admin.article.previewing import ArticlePreview
from news.desk.admin.article.rows import (
    AttachmentInline,
    BylineInline,
    GalleryInline,
    PinInline,
)
from news.desk.admin.base import ChoosesOnly, StoredChoice
from news.desk.admin.photo_choice import PhotoChoice
from news.models.article import Article


@admin.register(Article)
class ArticleAdmin(
    ChoosesOnly,
    SortableAdminBase,
    SavesDrafts,
    ArticleGate,
    ArticleConflict,
    ArticlePreview,
    ArticleHistory,
    ArticleListing,
):
    form = ArticleForm
    inlines = [
        *(BylineInline, GalleryInline, AttachmentInline, PinInline),
        CorrectionInline,
    ]
    fieldsets = [
        (None, {"fields": ["title", "sapo", "body"]}),
        ("Xếp mục", {"fields": ["category", "kind", "tags"]}),
        ("Ảnh đại diện", {"fields": ["lead_photo", "lead_caption", "lead_alt"]}),
        ("Nguồn", {"fields": ["source_name", "source_url", "source_at"]}),
    ]
    autocomplete_fields = ["category"]

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "lead_photo":
            kwargs |= {"widget": PhotoChoice(), "form_class": StoredChoice}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Who may only look sees the text, not its HTML."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        shown = (None, {"fields": ["title", "sapo", "shown_body"]})
        return [shown, *self.fieldsets[1:]]

    @admin.display(description="nội dung")
    def shown_body(self, article: Article) -> SafeString | str:
        return history.shown_body(article.body)

    def get_form(
        self,
        request: HttpRequest,
        obj: Article | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and steps.CHECK in request.GET:
            form.verdict = verdict_on(request, obj)
        form.appointment = workflow.appointment(request)
        wanted = partial(workflow.in_the_way, request, form.appointment)
        form.in_the_way = staticmethod(wanted)
        return form

    @confirming
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save; then take the step that the button says. What was saved stays saved."""
        button = workflow.pressed(self, request)
        try:
            response = super().changeform_view(
                request, object_id, form_url, extra_context
            )
        except publishing.PublishingError:
            # A colleague was faster, between reading and writing: nothing was written.
            # The form, asked once more, sees it and comes back with everything typed.
            response = super().changeform_view(
                request, object_id, form_url, extra_context
            )
        if button and isinstance(response, steps.Saved):
            return button.take(self, request, response.article)
        return response

    def save_model(
        self, request: HttpRequest, obj: Article, form: Any, change: bool
    ) -> None:
        publishing.begin_save(obj, by=staff(request))

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        publishing.finish_save(form.instance, by=staff(request))

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if self.is_preview(request):
            return self.preview_of(request, obj)
        if self.is_check(request):
            return self.check_of(request, obj)
        if workflow.pressed(self, request) is None:
            self.message_user(request, "Đã lưu bài viết.", messages.SUCCESS)
        return steps.Saved(obj)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        may_save = self.has_add_permission(request) if add else False
        if obj is not None:
            may_save = self.has_change_permission(request, obj)
        form = context["adminform"].form
        context |= steps.around(obj)
        context |= workflow.around(self, request, obj, context.get("plan"), may_save)
        context |= {
            "can_save": may_save,
            "appointment": form.appointment,
            **self.gate_panel(request, obj, form),
            **readings.panel(obj),
            **presence.panel(request, obj, context["adminform"], may_save=may_save),
            **sharing.panel(self, request, obj),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self) -> list[URLPattern]:
        return [
            *step_pages.urls(self),
            *files.urls(self),
            *sharing.urls(self),
            *presence.urls(self),
            *links.urls(self),
            *super().get_urls(),
        ]
