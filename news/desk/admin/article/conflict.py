"""A save on an older version overwrites nothing: both texts come back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse

from news.desk import conflicts
from news.desk.access import staff
from news.desk.admin.article.form import RESOLVED, VERSION, version_seen
from news.desk.admin.article.rebasing import fits, in_order, rebase, rows_of
from news.desk.admin.article.steps import Saved
from news.desk.typed import ROWS, Typed
from news.models.article import Article
from news.models.revision import Revision

NOTHING_NEW = "Bài đã được lưu trước đó với đúng những chữ này."
PLAIN = {"_save", "_continue"}  # Buttons that do nothing but save.


class ArticleConflict(admin.ModelAdmin):
    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """For the form: with the number of the save that it is opened from."""
        stories = super().get_queryset(request)
        match = request.resolver_match
        if match is None or match.url_name != "news_article_change":
            return stories
        saves = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
        return stories.annotate(last_save=Subquery(saves.values("number")[:1]))

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Article, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Rows of an older form, told in the rows that are saved now."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" not in kwargs or not obj.pk or prefix not in ROWS:
            return kwargs
        stored = list(kwargs["queryset"].filter(article=obj))
        is_old = version_seen(request.POST) != obj.version
        # A preview is given on top of any version; its rows may be old all the same.
        if is_old or not fits(kwargs["data"], prefix, stored):
            editable = inline.has_change_permission(request, obj)
            rebase(kwargs["data"], prefix, stored, editable=editable)
        return kwargs

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        """409 and both texts, side by side, when a colleague saved meanwhile."""
        form: Any = context["adminform"].form
        if obj is None or not getattr(form, "taken", False):
            return super().render_change_form(
                request, context, add, change, form_url, obj
            )
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        conflict = conflicts.between(
            _typed(form, formsets), obj.pk, base=_base(form), user=staff(request)
        )
        if not conflict.parts and self._only_saves(request, form, formsets):
            said = (
                "Bài đã được lưu trước đó với đúng những chữ này; không có gì để lưu."
            )
            self.message_user(request, said, messages.SUCCESS)
            return Saved(obj)
        form.data = form.data.copy()
        form.data["base"] = str(conflict.base.number) if conflict.base else ""
        context["conflict"] = conflict
        response = super().render_change_form(
            request, context, add, change, form_url, obj
        )
        response.status_code = 409
        return response

    def _only_saves(self, request: HttpRequest, form: Any, formsets: list[Any]) -> bool:
        """It asks for nothing but a save, and nothing but its version forbids that."""
        match = request.resolver_match
        buttons = {name for name in request.POST if name.startswith("_")}
        return (
            match is not None
            and match.url_name == "news_article_change"
            and buttons <= PLAIN
            and set(form.errors) == {"__all__"}
            and not any(map(_has_errors, formsets))
        )


def _typed(form: Any, formsets: list[Any]) -> Typed:
    fields = {
        name: str(form.data.get(form.add_prefix(name), "")) for name in form.fields
    }
    rows = {}
    for formset in formsets:
        if formset.prefix not in ROWS:
            continue
        sent = [r for r in rows_of(formset.data, formset.prefix) if "DELETE" not in r]
        names, ordered = ROWS[formset.prefix], in_order(sent)
        rows[formset.prefix] = [{n: r.get(n, "") for n in names} for r in ordered]
    return Typed(fields, rows)


def _base(form: Any) -> int | None:
    """The save that the typed text grew from."""
    resolved = RESOLVED.fullmatch(form.data.get("resolved", ""))
    number = resolved["base"] if resolved else form.data.get("base", "")
    return int(number) if VERSION.fullmatch(number) else None


def _has_errors(formset: Any) -> bool:
    return bool(formset.non_form_errors()) or any(formset.errors)
