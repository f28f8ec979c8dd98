"""Two pairs of eyes: who wrote a story does not let it through alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.conf import settings

from news.models.article import Article
from news.models.people import Author
from news.models.revision import Revision
from news.publishing.steps import PublishingError

if TYPE_CHECKING:
    from portal.models import User

OWN_STORY = (
    "Bạn viết hoặc ký tên bài này nên không tự duyệt được;"
    " hãy gửi duyệt để một biên tập viên khác đăng."
)

# Whether a story is one that its writer publishes under no setting. The apps above add
# theirs; asked only where the settings would let the writer through.
NEVER_OWN: list[Callable[[User, Article], bool]] = []


def wrote(user: User, article: Article, authors: Iterable[int] | None = None) -> bool:
    """Whether the user created the story or signs it.

    `authors`: ids of those who sign the text in question; else those of the working
    text.
    """
    if article.created_by_id is not None and article.created_by_id == user.pk:
        return True
    if authors is None:
        authors = article.bylines.values_list("author", flat=True)
    return Author.objects.filter(pk__in=authors, user=user).exists()


def may_approve(
    user: User, article: Article, authors: Iterable[int] | None = None
) -> bool:
    """Whether the user's eyes are other ones than the writer's."""
    if settings.SELF_APPROVAL or user.is_superuser:
        return not any(forbids(user, article) for forbids in NEVER_OWN)
    return not wrote(user, article, authors)


def need_other_eyes(
    article: Article, revision: Revision, by: User | None, may_be_own: bool = False
) -> None:
    """Raises PublishingError when the writer would let this text through."""
    if by is None or may_be_own:
        return
    authors = [row["author"] for row in revision.story["bylines"]]
    if not may_approve(by, article, authors):
        raise PublishingError(OWN_STORY)
