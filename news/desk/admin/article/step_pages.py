"""The small pages of one step each: send back, move, cancel, expire, withdraw.

Each asks once, with the version of the story that the person saw.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from news import publishing
from news.desk.access import staff
from news.desk.admin.article import steps
from news.desk.admin.article.forms import (
    ExpiryForm,
    MoveForm,
    SendBackForm,
    StepForm,
    WithdrawForm,
)
from news.desk.admin.article.plan import Plan, plan_of
from news.desk.moments import as_typed
from news.enums import ArticleState, StepKind
from news.models.article import Article
from news.publishing.approval import OWN_STORY
from news.publishing.steps import TAKEN
from news.publishing.timeline import ALREADY_LIVE, NOT_ON_SITE, NOT_SCHEDULED

if TYPE_CHECKING:
    from news.desk.admin.article import ArticleAdmin
    from portal.models import User

LOOK_AGAIN = "Hãy mở lại bài viết, xem có gì mới rồi làm tiếp nếu còn cần."
# What the door says of the story; the rest it says of the hour that was typed.
OF_THE_STORY = {TAKEN, OWN_STORY, ALREADY_LIVE, NOT_ON_SITE, NOT_SCHEDULED}


class StepPage(ABC):
    kind: StepKind
    address: str
    name: str
    title: str
    button: str
    done: str
    pointless: str
    form: type[StepForm]

    def may(self, admin: ArticleAdmin, request: HttpRequest) -> bool:
        return admin.has_publish_permission(request)

    @abstractmethod
    def makes_sense(self, article: Article, plan: Plan) -> bool:
        """Whether there is anything that the step could do."""

    def initial(self, plan: Plan) -> dict[str, Any]:
        return {}

    def said(self, form: Any) -> str:
        """What was done, before the name of the story."""
        return self.done

    @abstractmethod
    def take(self, article: Article, by: User, form: Any) -> None:
        """The step itself. Raises PublishingError."""


class SendBack(StepPage):
    kind, address, name = StepKind.SEND_BACK, "tra-lai", "news_article_send_back"
    title, button, done = "Trả lại bài viết", "Trả lại người viết", "Đã trả lại"
    pointless, form = "Bài viết không chờ duyệt.", SendBackForm

    def makes_sense(self, article: Article, plan: Plan) -> bool:
        return article.state == ArticleState.SUBMITTED

    def take(self, article: Article, by: User, form: Any) -> None:
        publishing.send_back(article, by=by, note=form.cleaned_data["note"])


class Move(StepPage):
    kind, address, name = StepKind.MOVE, "doi-gio", "news_article_move"
    title, button, done = "Đổi giờ hẹn", "Đổi giờ", "Đã đổi giờ hẹn của"
    pointless, form = "Bài viết không có giờ hẹn.", MoveForm

    def makes_sense(self, article: Article, plan: Plan) -> bool:
        return plan.coming is not None

    def initial(self, plan: Plan) -> dict[str, Any]:
        return as_typed(plan.coming.starts_at if plan.coming else None)

    def take(self, article: Article, by: User, form: Any) -> None:
        publishing.move(article, at=form.moment, by=by)


class Cancel(StepPage):
    kind, address, name = StepKind.CANCEL, "huy-hen", "news_article_cancel"
    title, button, done = "Hủy hẹn giờ", "Hủy hẹn", "Đã hủy hẹn giờ của"
    pointless, form = "Bài viết không có giờ hẹn.", StepForm

    def makes_sense(self, article: Article, plan: Plan) -> bool:
        return plan.coming is not None

    def take(self, article: Article, by: User, form: Any) -> None:
        publishing.cancel(article, by=by)


class Expire(StepPage):
    kind, address, name = StepKind.EXPIRE, "han-hien-thi", "news_article_expire"
    title, button, done = "Hạn hiển thị", "Đặt hạn hiển thị", "Đã đặt hạn hiển thị của"
    pointless, form = "Bài viết không ở trên trang.", ExpiryForm

    def makes_sense(self, article: Article, plan: Plan) -> bool:
        return bool(plan)

    def initial(self, plan: Plan) -> dict[str, Any]:
        return as_typed(plan.expires_at)

    def said(self, form: Any) -> str:
        return "Đã bỏ hạn hiển thị của" if form.clears else self.done

    def take(self, article: Article, by: User, form: Any) -> None:
        at = None if form.clears else form.moment
        publishing.expire(article, at=at, by=by)


class Withdraw(StepPage):
    kind, address, name = StepKind.WITHDRAW, "go", "news_article_withdraw"
    title, button, done = "Gỡ bài viết", "Gỡ bài viết", "Đã gỡ"
    pointless, form = "Bài viết không ở trên trang.", WithdrawForm

    def may(self, admin: ArticleAdmin, request: HttpRequest) -> bool:
        return admin.has_withdraw_permission(request)

    def makes_sense(self, article: Article, plan: Plan) -> bool:
        return bool(plan)

    def take(self, article: Article, by: User, form: Any) -> None:
        publishing.withdraw(article, by=by, reason=form.cleaned_data["reason"])


PAGES: list[StepPage] = [SendBack(), Move(), Cancel(), Expire(), Withdraw()]


def urls(admin: ArticleAdmin) -> list[URLPattern]:
    """What the buttons beside the form lead to."""
    return [
        path(f"<id:pk>/{page.address}/", _view(admin, page), name=page.name)
        for page in PAGES
    ]


def _view(admin: ArticleAdmin, page: StepPage) -> Any:
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        # Before the story is looked for: who may not learns nothing of which exist.
        if not page.may(admin, request):
            raise PermissionDenied
        article = admin.get_object(request, str(pk))
        if article is None:
            return admin.does_not_exist(request, pk)
        return _answer(admin, request, page, article)

    return admin.admin_site.admin_view(view)


def _answer(
    admin: ArticleAdmin, request: HttpRequest, page: StepPage, article: Article
) -> HttpResponse:
    asks, plan = request.method != "POST", plan_of(article)
    if asks and not page.makes_sense(article, plan):
        admin.message_user(request, page.pointless, messages.WARNING)
        return HttpResponseRedirect(steps.change_url(article))
    initial = {"version": article.version, **page.initial(plan)}
    form = page.form(None if asks else request.POST, initial=initial)
    if form.is_valid() and _taken(page, article, staff(request), form):
        admin.log_change(request, article, f"{page.kind.label}.")
        said = f"{page.said(form)} “{article}”."
        admin.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(steps.change_url(article))
    context = {
        **admin.admin_site.each_context(request),
        "title": page.title,
        "opts": admin.opts,
        "article": article,
        "form": form,
        "page": page,
        "plan": plan,
        "back_url": steps.change_url(article),
    }
    return render(request, "admin/news/article/step.html", context)


def _taken(page: StepPage, article: Article, by: User, form: StepForm) -> bool:
    """Take the step, or put what the door says where it belongs in the form."""
    article.version = form.cleaned_data["version"]
    try:
        page.take(article, by, form)
    except publishing.PublishingError as error:
        at_the_hour = "time" in form.fields and str(error) not in OF_THE_STORY
        form.add_error("time" if at_the_hour else None, _said(page, article, by, error))
        return False
    return True


def _said(
    page: StepPage, article: Article, by: User, error: publishing.PublishingError
) -> list[str]:
    """The door's words; who pressed twice is told that the step is done."""
    if str(error) != TAKEN:
        return [str(error)]
    last = article.steps.order_by("-at", "-pk").first()
    if last is not None and (last.kind, last.by_id) == (page.kind, by.pk):
        at = timezone.localtime(last.at)
        return [f"Bạn đã làm bước này lúc {at:%H:%M %d/%m/%Y}. {LOOK_AGAIN}"]
    return [str(error), LOOK_AGAIN]
