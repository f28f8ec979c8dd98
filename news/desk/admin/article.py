"""Stories at the desk. The admin calls the door; it decides nothing itself."""

from __future__ import annotations

from itertools import chain
from typing import Any

from adminsortable2.admin import SortableAdminBase
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString, mark_safe

from news import gate, html, publishing, vietnamese
from news.desk import preview
from news.desk.access import is_editor, may_change, pinnable_by, staff, visible_to
from news.desk.admin import article_files as files
from news.desk.admin import article_readings as readings
from news.desk.admin import article_steps as steps
from news.desk.admin.article_form import ArticleForm
from news.desk.admin.base import MOST_WORDS, ChoosesOnly, NamesRows, StoredChoice
from news.desk.admin.inlines import (
    AttachmentInline,
    BylineInline,
    GalleryInline,
    PinInline,
)
from news.desk.admin.photo_choice import PhotoChoice
from news.enums import Standing
from news.models.article import Article
from news.models.generation import clock
from news.models.revision import snapshot

ADD, CHANGE = "admin:news_article_add", "admin:news_article_change"
ADD_PREVIEW, CHANGE_PREVIEW = "news_article_add_preview", "news_article_preview"
WITHDRAW = "news_article_withdraw"


class StandingFilter(admin.SimpleListFilter):
    title = "tình trạng trên trang"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Standing.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(standing=self.value()) if self.value() else queryset


@admin.register(Article)
class ArticleAdmin(ChoosesOnly, SortableAdminBase, NamesRows):
    form = ArticleForm
    inlines = [BylineInline, GalleryInline, AttachmentInline, PinInline]
    fieldsets = [
        (None, {"fields": ["title", "sapo", "body"]}),
        ("Xếp mục", {"fields": ["category", "kind", "tags"]}),
        ("Ảnh đại diện", {"fields": ["lead_photo", "lead_caption", "lead_alt"]}),
        ("Nguồn", {"fields": ["source_name", "source_url"]}),
    ]
    autocomplete_fields = ["category"]
    actions = ["publish_selected"]
    list_display = [
        "title",
        "category",
        "standing_badge",
        "updated_at",
        "updated_by",
    ]
    list_select_related = ["category", "updated_by"]
    list_filter = [StandingFilter, "state", "category"]
    list_per_page = 50
    search_fields = ["search_text"]
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    ordering = ["-updated_at", "-pk"]

    # --- Who may see and do what ------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            return pinnable_by(staff(request)).order_by(*self.ordering)
        stories = visible_to(staff(request)).with_standing(clock())
        if match is not None and match.url_name == "news_article_changelist":
            stories = stories.defer("body")
        return stories.order_by(*self.ordering)

    def has_change_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or may_change(staff(request), obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        """What readers have seen is withdrawn, never deleted."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or not obj.editions.exists()

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return is_editor(staff(request))

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return staff(request).has_perm("news.withdraw_article")

    # --- The list ---------------------------------------------------------------------

    @admin.display(description="trạng thái", ordering="standing")
    def standing_badge(self, article: Article) -> SafeString:
        return steps.badges(article)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The door's own log: every step with person, time and note."""
        article = self.get_object(request, unquote(object_id))
        log = (
            article.steps.select_related("by").order_by("-at", "-pk") if article else []
        )
        return super().history_view(request, object_id, {"steps": log[:200]})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        for word in vietnamese.words(search_term)[:MOST_WORDS]:
            queryset = queryset.filter(search_text__contains=word)
        return queryset, False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Stories are deleted one by one, and only those that nobody ever read."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description="Đăng các bài đã chọn", permissions=["publish"])
    def publish_selected(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> None:
        for article in queryset:
            try:
                publishing.publish(article, by=staff(request))
            except publishing.PublishingError as error:
                self.message_user(request, f"{article}: {error}", messages.ERROR)
            else:
                self.log_change(request, article, "Đăng.")
                self.message_user(request, f"Đã đăng: {article}", messages.SUCCESS)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "lead_photo":
            kwargs |= {"widget": PhotoChoice(), "form_class": StoredChoice}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # --- The form ---------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Who may only look sees the text, not its HTML."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        shown = (None, {"fields": ["title", "sapo", "shown_body"]})
        return [shown, *self.fieldsets[1:]]

    @admin.display(description="nội dung")
    def shown_body(self, article: Article) -> SafeString:
        return mark_safe(html.clean(article.body))  # noqa: S308 (cleaned here)

    def get_form(
        self,
        request: HttpRequest,
        obj: Article | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and steps.CHECK in request.GET:
            form.problems = gate.problems(snapshot(obj))
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save; then, in a step of its own, publish. What was saved stays saved."""
        wants_to_publish = "_publish" in request.POST
        if wants_to_publish and not self.has_publish_permission(request):
            raise PermissionDenied
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
        if wants_to_publish and isinstance(response, steps.Saved):
            return steps.publish(self, request, response.article)
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
        match = request.resolver_match
        if match is not None and match.url_name in {ADD_PREVIEW, CHANGE_PREVIEW}:
            return preview.page(request, obj)
        if "_publish" not in request.POST:
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
        context |= steps.around(obj) | {
            "can_save": may_save,
            "can_publish": may_save and self.has_publish_permission(request),
            "can_withdraw": self.has_withdraw_permission(request),
            "problems": steps.problems(context["adminform"].form),
            **readings.panel(obj),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- Buttons ----------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("xem-truoc/", view(self.preview_view), name=ADD_PREVIEW),
            path("<int:pk>/xem-truoc/", view(self.preview_view), name=CHANGE_PREVIEW),
            path("<int:pk>/go/", view(self.withdraw_view), name=WITHDRAW),
            *files.urls(self),
            *super().get_urls(),
        ]

    def preview_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """The article page of the form as it was sent; nothing of it stays."""
        if request.method != "POST":  # A preview tab that was loaded again.
            return redirect(CHANGE if pk else ADD, *filter(None, [pk]))
        try:
            with transaction.atomic():
                response = super().changeform_view(request, str(pk) if pk else None)
                transaction.set_rollback(True)
        except publishing.PublishingError as error:
            return steps.no_preview(self, request, [str(error)])
        if isinstance(response, TemplateResponse):  # What is wrong stands in it.
            errors = chain.from_iterable((response.context_data or {})["errors"])
            return steps.no_preview(self, request, errors)
        return response

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_withdraw_permission(request):
            raise PermissionDenied
        article = self.get_object(request, str(pk))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        return steps.withdraw(self, request, article)
