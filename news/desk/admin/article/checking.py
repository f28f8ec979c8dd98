"""The gate at the form: “Kiểm tra”, what it found and where, and what was waived."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import chain
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from news import gate, publishing
from news.desk.access import staff
from news.desk.admin.article import steps
from news.desk.admin.article.form import ArticleForm
from news.desk.admin.article.rights import ArticleRights
from news.desk.admin.article.workflow import APPOINTMENT
from news.desk.moments import AppointmentForm
from news.models.article import Article
from news.models.edition import Edition
from news.models.generation import clock
from news.models.revision import snapshot

ADD, CHANGE = "admin:news_article_add", "admin:news_article_change"
ADD_CHECK, CHANGE_CHECK = "news_article_add_check", "news_article_check"
WAIVE, UNWAIVE = "news_article_waive", "news_article_unwaive"
VERSION = re.compile(r"[0-9]{1,9}", re.ASCII)
RESULT = "admin/news/article/_gate_result.html"
LOST = "Chưa kiểm tra được. Hãy lưu bài rồi kiểm tra lại."


class Checked(HttpResponse):
    """The answer to a form that was saved for the check alone."""

    def __init__(self, verdict: publishing.Verdict) -> None:
        super().__init__()
        self.verdict = verdict


class ArticleGate(ArticleRights):
    def get_urls(self) -> list[URLPattern]:
        check, waive, unwaive = (
            self.admin_site.admin_view(view)
            for view in (self.check_view, self.waive_view, self.unwaive_view)
        )
        return [
            path("kiem-tra/", check, name=ADD_CHECK),
            path("<int:pk>/kiem-tra/", check, name=CHANGE_CHECK),
            path("<int:pk>/bo-qua/", waive, name=WAIVE),
            path("<int:pk>/thoi-bo-qua/", unwaive, name=UNWAIVE),
            *super().get_urls(),
        ]

    # --- The check of a form as it stands in the browser ------------------------------

    def is_check(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        return match is not None and match.url_name in {ADD_CHECK, CHANGE_CHECK}

    def check_of(self, request: HttpRequest, article: Article) -> Checked:
        return Checked(verdict_on(request, article))

    def check_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """What the gate says of the form as it was sent; nothing of it stays."""
        if request.method != "POST":
            return redirect(CHANGE if pk else ADD, *filter(None, [pk]))
        try:
            with transaction.atomic():
                response = self.changeform_view(request, str(pk) if pk else None)
                transaction.set_rollback(True)
        except publishing.PublishingError as error:
            return _not_checked(request, [str(error)])
        if isinstance(response, TemplateResponse):  # What is wrong stands in it.
            errors = (response.context_data or {}).get("errors") or [[LOST]]
            return _not_checked(request, chain.from_iterable(errors))
        if not isinstance(response, Checked):  # Not there, or not to be seen.
            return response
        article = self.get_object(request, str(pk)) if pk else None
        context = {"gate": self.panel(request, article, response.verdict)}
        return render(request, RESULT, context)

    # --- What stands in the panel -----------------------------------------------------

    def gate_panel(
        self, request: HttpRequest, article: Article | None, form: ArticleForm
    ) -> dict[str, Any]:
        verdict = None if form.is_bound else form.verdict
        panel = self.panel(request, article, verdict)
        return {"gate": panel, "problems": panel["blocks"]}

    def panel(
        self,
        request: HttpRequest,
        article: Article | None,
        verdict: publishing.Verdict | None,
    ) -> dict[str, Any]:
        """The verdict as the panel shows it; without one, what was waived before."""
        may_waive = article is not None and self.has_publish_permission(request)
        waivable = _keys_of_saved(article) if verdict and may_waive else set()
        met = {waiver.pk for _, waiver in verdict.waived} if verdict else set()
        rows = article.waivers.select_related("by") if article else None
        waivers = rows.order_by("-at", "-pk") if rows is not None else []
        return {
            "article": article,
            "is_checked": verdict is not None,
            "blocks": _rows(verdict.blocks if verdict else (), waivable),
            "advice": _rows(verdict.advice if verdict else ()),
            "waivers": [
                {"waiver": waiver, "is_met": waiver.pk in met} for waiver in waivers
            ],
            "may_waive": may_waive,
            "has_unsaved": may_waive and _is_beyond(verdict, waivable),
        }

    def say_advice(
        self, request: HttpRequest, article: Article, edition: Edition
    ) -> None:
        """After a publication, once and quietly: what might still be improved."""
        advice = publishing.judge(article, edition.story, clock()).advice
        if advice:
            message = format_html(
                'Bài còn {} điều nên xem lại. <a href="{}">Xem</a>',
                len(advice),
                steps.checked_url(article),
            )
            self.message_user(request, message, messages.INFO)

    # --- Waivers ----------------------------------------------------------------------

    @method_decorator(require_POST)
    def waive_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        def waive(article: Article) -> str:
            reason = request.POST.get("reason", "")
            waiver = publishing.waive(
                article, _key(request), reason=reason, by=staff(request)
            )
            return f"Đã bỏ qua: {waiver.message}"

        return self._step(request, pk, waive)

    @method_decorator(require_POST)
    def unwaive_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        def unwaive(article: Article) -> str:
            publishing.unwaive(article, _key(request), by=staff(request))
            return "Việc này lại phải làm trước khi đăng."

        return self._step(request, pk, unwaive)

    def _step(self, request: HttpRequest, pk: int, take: Any) -> HttpResponse:
        """Take the step on the version that the form shows; a script gets the next."""
        if not self.has_publish_permission(request):
            raise PermissionDenied
        article = self.get_object(request, str(pk))
        if article is None:
            return self.does_not_exist(request, pk)
        seen = request.POST.get("version", "")
        article.version = int(seen) if VERSION.fullmatch(seen) else 0
        try:
            said = take(article)
        except publishing.PublishingError as error:
            return self._answer(request, article, str(error), messages.ERROR)
        self.log_change(request, article, said)
        return self._answer(request, article, said, messages.SUCCESS)

    def _answer(
        self, request: HttpRequest, article: Article, said: str, level: int
    ) -> HttpResponse:
        if request.headers.get("Accept") == "application/json":
            refused = level == messages.ERROR
            said_of = {"message": said, "version": article.version}
            return JsonResponse(said_of, status=409 if refused else 200)
        self.message_user(request, said, level)
        return HttpResponseRedirect(steps.checked_url(article))


def verdict_on(request: HttpRequest, article: Article) -> publishing.Verdict:
    """On the text as this transaction has it, for the hour that is typed, or now."""
    typed = request.POST or request.GET
    hour = AppointmentForm(typed, prefix=APPOINTMENT)
    at = hour.moment if hour.is_valid() else clock()
    return publishing.judge(article, snapshot(article), at)


def _key(request: HttpRequest) -> str:
    return request.POST.get("problem", "")


def _keys_of_saved(article: Article | None) -> set[str]:
    """What may be waived now: problems of the text as it was saved last."""
    if article is None:
        return set()
    saved = publishing.judge(article, snapshot(article), clock())
    return {problem.key for problem in saved.blocks if problem.waivable}


def _is_beyond(verdict: publishing.Verdict | None, saved: set[str]) -> bool:
    """Whether the form has problems that only a save would make waivable."""
    blocks = verdict.blocks if verdict else ()
    return any(problem.waivable and problem.key not in saved for problem in blocks)


def _not_checked(request: HttpRequest, errors: Iterable[Any]) -> HttpResponse:
    context = {"gate": {"errors": [str(error) for error in errors]}}
    return render(request, RESULT, context, status=422)


def _rows(
    problems: Iterable[gate.Problem], waivable: Collection[str] = ()
) -> list[dict[str, Any]]:
    return [
        {
            "problem": problem,
            "field": problem.field,
            "message": problem.message,
            "anchor": _anchor(problem.field),
            "may_be_waived": problem.key in waivable,
            "photo_url": problem.photo
            and reverse("admin:news_photo_change", args=[problem.photo]),
        }
        for problem in problems
    ]


def _anchor(field: str) -> str:
    """Where to mend it: the field, or the box of rows."""
    return f"{field}-group" if field in ArticleForm.ROWS else f"id_{field}"
