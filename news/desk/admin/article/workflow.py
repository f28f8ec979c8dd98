"""The buttons below the form: each saves first, then takes one step.

What was saved stays saved when the step is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from news import html, publishing, vietnamese
from news.desk.access import staff
from news.desk.admin.article import steps
from news.desk.admin.article.plan import Plan
from news.desk.moments import AppointmentForm
from news.enums import ArticleState, StepKind, StoryKind
from news.models.article import Article, Step
from news.publishing.workflow import EMPTY

if TYPE_CHECKING:
    from news.desk.admin.article import ArticleAdmin

APPOINTMENT, NOTE = "appointment", "submit-note"
NOT_SAVED = "Bài chưa được lưu: xem lại ngày giờ hẹn ở cuối biểu mẫu."
SAID = {StepKind.SUBMIT: "Gửi duyệt", StepKind.SEND_BACK: "Trả lại"}


@dataclass(frozen=True)
class Button:
    name: str
    may: Callable[[ArticleAdmin, HttpRequest], bool]
    take: Callable[[ArticleAdmin, HttpRequest, Article], HttpResponse]


def pressed(admin: ArticleAdmin, request: HttpRequest) -> Button | None:
    """The step that the form asks for besides saving; who may not take it is refused.

    Before anything is saved.
    """
    button = next((b for b in BUTTONS if b.name in request.POST), None)
    if button is not None and not button.may(admin, request):
        raise PermissionDenied
    return button


def appointment(request: HttpRequest) -> AppointmentForm:
    """As typed: in the form that was sent, or, after a refusal, in the address."""
    if "_schedule" in request.POST:
        return AppointmentForm(request.POST, prefix=APPOINTMENT)
    typed = {name: request.GET.get(f"{APPOINTMENT}-{name}") for name in ("day", "time")}
    return AppointmentForm(initial=typed, prefix=APPOINTMENT)


def in_the_way(
    request: HttpRequest, hour: AppointmentForm, cleaned: dict[str, Any]
) -> Iterator[tuple[str | None, str]]:
    """(field, message) of what keeps the step from being taken, known before saving."""
    if hour.is_bound and not hour.is_valid():
        yield None, NOT_SAVED
    if "_submit" in request.POST and cleaned.get("kind") != StoryKind.PHOTO:
        body = cleaned.get("body")
        if body is not None and not (html.text(body).strip() or html.figures(body)):
            yield "body", EMPTY


# --- The steps ------------------------------------------------------------------------


def schedule(
    admin: ArticleAdmin, request: HttpRequest, article: Article
) -> HttpResponse:
    hour = appointment(request)
    if not hour.is_valid():  # The hour struck while the text was being saved.
        return _refused_hour(admin, request, article, hour)
    try:
        publishing.schedule(article, at=hour.moment, by=staff(request))
    except publishing.PublishingError as error:
        return _refused_hour(admin, request, article, hour, error)
    at = vietnamese.short_moment(timezone.localtime(hour.moment))
    said = f"Đã hẹn “{article}” lên trang lúc {at} (giờ Việt Nam)."
    return _done(admin, request, article, "Hẹn giờ.", said)


def _refused_hour(
    admin: ArticleAdmin,
    request: HttpRequest,
    article: Article,
    hour: AppointmentForm,
    error: publishing.PublishingError | None = None,
) -> HttpResponse:
    error = error or publishing.PublishingError(hour.passed)
    typed = {
        f"{APPOINTMENT}-{name}": str(hour[name].data or "") for name in ("day", "time")
    }
    return steps.refused(admin, request, article, error, **typed)


def submit(admin: ArticleAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    note = request.POST.get(NOTE, "")
    try:
        publishing.submit(article, by=staff(request), note=note)
    except publishing.PublishingError as error:
        return steps.refused(admin, request, article, error)
    return _done(admin, request, article, "Gửi duyệt.", f"Đã gửi duyệt “{article}”.")


def recall(admin: ArticleAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    try:
        publishing.recall(article, by=staff(request))
    except publishing.PublishingError as error:
        return steps.refused(admin, request, article, error)
    return _done(
        admin, request, article, "Rút về.", f"Đã rút “{article}” về để viết tiếp."
    )


def _done(
    admin: ArticleAdmin, request: HttpRequest, article: Article, log: str, message: str
) -> HttpResponse:
    admin.log_change(request, article, log)
    admin.message_user(request, message, messages.SUCCESS)
    return HttpResponseRedirect(steps.change_url(article))


def _may_publish(admin: ArticleAdmin, request: HttpRequest) -> bool:
    return admin.has_publish_permission(request)


def _may_write(admin: ArticleAdmin, request: HttpRequest) -> bool:
    return admin.has_change_permission(request)


BUTTONS = [
    Button("_publish", _may_publish, steps.publish),
    Button("_schedule", _may_publish, schedule),
    Button("_submit", _may_write, submit),
    Button("_recall", _may_write, recall),
]


# --- Which buttons the form shows -----------------------------------------------------


def around(
    admin: ArticleAdmin,
    request: HttpRequest,
    article: Article | None,
    plan: Plan | None,
    may_save: bool,
) -> dict[str, Any]:
    """Each button only where it makes sense, for that person and that story."""
    user, plan = staff(request), plan or Plan()
    story = article or Article(created_by=user)
    own = publishing.wrote(user, story)
    approves = admin.has_publish_permission(request) and publishing.may_approve(
        user, story
    )
    is_editor = admin.has_publish_permission(request)
    waits = story.state == ArticleState.SUBMITTED
    said = _last_word(story) if story.state != ArticleState.DRAFT else None
    may_recall = own or (said is not None and said.by_id == user.pk)
    return {
        "can_publish": may_save and approves,
        "can_submit": may_save and not waits and (own or not approves),
        "can_recall": may_save and waits and may_recall,
        "can_send_back": is_editor and waits and story.created_by_id != user.pk,
        "can_move": approves and plan.coming is not None,
        "can_cancel": is_editor and plan.coming is not None,
        "can_expire": is_editor and bool(plan),
        "can_withdraw": (
            admin.has_withdraw_permission(request) and plan.current is not None
        ),
        "needs_other_eyes": is_editor and own and not approves,
        "said": said,
        "submit_note": request.POST.get(NOTE, ""),
    }


def _last_word(article: Article) -> Step | None:
    """What writer or editor said last: with the submission, or sending it back."""
    said = article.steps.filter(kind__in=SAID).select_related("by")
    return said.order_by("-at", "-pk").first()
