"""What every step at the door begins and ends with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import F

from news import audit, differences, gate
from news.enums import ArticleState, AuditKind, StepKind
from news.models.article import Article, Step
from news.models.generation import clock
from news.models.photo import Photo
from news.models.revision import Revision, encode, snapshot

if TYPE_CHECKING:
    from portal.models import User

Params = ParamSpec("Params")
Result = TypeVar("Result")

# Steps that stand in the log of the whole portal, too; the others concern the text.
AUDITED = {
    StepKind.PUBLISH: AuditKind.PUBLISH,
    StepKind.SCHEDULE: AuditKind.PUBLISH,
    StepKind.CANCEL: AuditKind.PUBLISH,
    StepKind.MOVE: AuditKind.PUBLISH,
    StepKind.EXPIRE: AuditKind.WITHDRAW,
    StepKind.WITHDRAW: AuditKind.WITHDRAW,
    StepKind.WAIVE: AuditKind.WAIVE,
    StepKind.UNWAIVE: AuditKind.WAIVE,
    StepKind.LINK: AuditKind.LINK,
    StepKind.UNLINK: AuditKind.LINK,
}
TAKEN = "Bài viết vừa được người khác sửa."


class PublishingError(Exception):
    """The story cannot take this step. The message is shown to the editor."""


class NothingNew(PublishingError):
    """Readers see this very text already."""


class Blocked(PublishingError):
    """The gate found problems; each names the form field it belongs to."""

    def __init__(self, problems: list[gate.Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


def step(
    function: Callable[Concatenate[Article, Params], Result],
) -> Callable[Concatenate[Article, Params], Result]:
    """All of the step or nothing: in the database, and in the version in memory."""

    @wraps(function)
    def taken(article: Article, *args: Params.args, **kwargs: Params.kwargs) -> Result:
        seen = article.version
        try:
            with transaction.atomic():
                return function(article, *args, **kwargs)
        except BaseException:
            article.version = seen
            raise

    return taken


def claim(article: Article) -> None:
    """Take the article's next version, or say that a colleague was faster.

    The first statement of every step: whoever holds the row goes first, on both
    databases, and nobody reads the clock before.
    """
    seen = Article.objects.filter(pk=article.pk, version=article.version)
    if not seen.update(version=F("version") + 1):
        raise PublishingError(TAKEN)
    article.version += 1


def log(
    article: Article, kind: StepKind, *, by: User | None, at: datetime, note: str = ""
) -> None:
    Step.objects.create(article=article, kind=kind, by=by, at=at, note=note)
    if kind in AUDITED:
        text = f"{kind.label}: {note}" if note else str(kind.label)
        label = f"{article.title} (bài {article.pk})"
        audit.record(AUDITED[kind], by=by, text=text, label=label, at=at)


def set_state(article: Article, state: ArticleState) -> None:
    Article.objects.filter(pk=article.pk).update(state=state)
    article.state = state


def compare_with_site(article: Article) -> None:
    """Note whether the working text differs from the last edition: Article.is_ahead.

    The last thing of every step that writes a revision or changes which edition is
    the last.
    """
    shown = article.editions.order_by("-number").values_list(
        "revision__digest", flat=True
    )
    written = Revision.objects.of(article).values_list("digest", flat=True)
    last = shown.first()
    ahead = last is not None and last != written.first()
    Article.objects.filter(pk=article.pk).exclude(is_ahead=ahead).update(is_ahead=ahead)
    article.is_ahead = ahead


def append_revision(article: Article, *, by: User | None, note: str = "") -> Revision:
    """Keep the working text as it stands in the database now, whole."""
    story = snapshot(article)
    data = encode(story)
    last = Revision.objects.of(article).first()
    added, removed = differences.size(last.story if last else None, story)
    return Revision.objects.create(
        article=article,
        number=last.number + 1 if last else 1,
        data=data,
        digest=Revision.digest_of(data),
        made_at=clock(),
        made_by=by,
        note=note[:300],
        words_added=added,
        words_removed=removed,
    )


def revision_of_text(article: Article, *, by: User | None) -> Revision:
    """The revision that holds the working text as it is now.

    A caption that was changed in the library since the last save belongs to the text,
    so the text is then kept once more.
    """
    latest = Revision.objects.of(article).first()
    stored = Article.objects.get(pk=article.pk)
    if latest is not None and latest.data == encode(snapshot(stored)):
        return latest
    return append_revision(stored, by=by, note="Trước khi đăng")


def hold_photos(revision: Revision) -> None:
    """Keep its photos from being withdrawn between rendering and commit.

    Before any edition is touched: whoever withdraws a photo takes its row first, too.
    """
    ids = [photo["id"] for photo in revision.story["photos"].values()]
    list(Photo.objects.filter(pk__in=ids).held().values_list("pk"))
