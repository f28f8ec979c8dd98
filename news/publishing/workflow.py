"""Between writer and editor: submit, recall, send back. Readers see none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from news import html, vietnamese
from news.enums import ArticleState, StepKind
from news.models.article import Article
from news.models.gallery import GalleryPhoto
from news.models.generation import clock
from news.publishing.approval import wrote
from news.publishing.steps import (
    NothingNew,
    PublishingError,
    claim,
    log,
    set_state,
    step,
)

if TYPE_CHECKING:
    from portal.models import User

LONGEST_NOTE = 2000
SUBMITTED_ALREADY = "Bài viết đang chờ duyệt rồi."
NOT_SUBMITTED = "Bài viết không chờ duyệt."
EMPTY = "Bài chưa có nội dung nên chưa gửi duyệt được."
ON_ITS_WAY = "Bản này đã được duyệt; sửa bài rồi mới gửi duyệt lại."
NOT_YOURS = "Chỉ người viết rút được bài về; biên tập viên thì trả lại."


@step
def submit(article: Article, *, by: User | None, note: str = "") -> None:
    """Hand the story to the editors: a draft or a returned one, with something in it.

    What else it lacks, the gate says; an editor may want to see it unfinished.
    """
    claim(article)
    state = Article.objects.values_list("state", flat=True).get(pk=article.pk)
    if state == ArticleState.SUBMITTED:
        raise PublishingError(SUBMITTED_ALREADY)
    if _is_empty(article):
        raise PublishingError(EMPTY)
    now = clock()
    if not article.is_ahead and article.editions.not_ended(now).exists():
        raise NothingNew(ON_ITS_WAY)
    set_state(article, ArticleState.SUBMITTED)
    log(article, StepKind.SUBMIT, by=by, at=now, note=_clean(note))


@step
def recall(article: Article, *, by: User | None) -> None:
    """Take a submitted story back to write on; the writer, or whoever submitted it."""
    claim(article)
    _need_submitted(article)
    if by is not None and not (wrote(by, article) or _submitted(article, by)):
        raise PublishingError(NOT_YOURS)
    set_state(article, ArticleState.DRAFT)
    log(article, StepKind.RECALL, by=by, at=clock())


@step
def send_back(article: Article, *, by: User | None, note: str) -> None:
    """Return a submitted story to its writer, with a reason."""
    claim(article)
    _need_submitted(article)
    note = _clean(note)
    if not note:
        raise PublishingError("Trả lại phải kèm ghi chú.")
    set_state(article, ArticleState.RETURNED)
    log(article, StepKind.SEND_BACK, by=by, at=clock(), note=note)


def _need_submitted(article: Article) -> None:
    """As the database has it: the row is ours since it was claimed."""
    rows = Article.objects.filter(pk=article.pk, state=ArticleState.SUBMITTED)
    if not rows.exists():
        raise PublishingError(NOT_SUBMITTED)


def _is_empty(article: Article) -> bool:
    if html.text(article.body).strip() or html.figures(article.body):
        return False
    return not GalleryPhoto.objects.filter(article=article).exists()


def _submitted(article: Article, user: User) -> bool:
    last = article.steps.filter(kind=StepKind.SUBMIT).order_by("-at", "-pk").first()
    return last is not None and last.by_id == user.pk


def _clean(note: str) -> str:
    """Lines stay lines."""
    lines = map(vietnamese.clean_line, vietnamese.nfc(note).split("\n"))
    return "\n".join(lines).strip()[:LONGEST_NOTE]
