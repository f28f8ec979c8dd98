"""Which stories a member of staff sees and may change at the desk."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from news.models.article import Article, ArticleQuerySet
from news.models.attachment import ArticleAttachment, Attachment
from news.models.edition import Edition
from news.models.generation import clock
from news.models.photo import Photo

if TYPE_CHECKING:
    from portal.models import User


def staff(request: HttpRequest) -> User:
    """Who is asking; the admin lets nobody in who is not signed in."""
    return cast("User", request.user)


def is_editor(user: User) -> bool:
    """Editors answer for every story, reporters for their own."""
    return user.has_perm("news.publish_article")


def visible_to(user: User) -> ArticleQuerySet:
    """An editor's: every story; a reporter's: the own ones and those of the unit."""
    if is_editor(user):
        return Article.objects.all()
    colleagues = Q(pk=user.pk)
    if user.unit_id is not None:
        colleagues |= Q(unit=user.unit_id)
    # People first, a handful: over the stories themselves it would be a long search.
    people = get_user_model().objects.filter(colleagues).values("pk")
    return Article.objects.filter(created_by__in=people)


def pinnable_by(user: User) -> ArticleQuerySet:
    """What may be named beside a story: one's own, and what readers know by this title.

    A new title of a story that others work on is found by nobody else's search.
    """
    if is_editor(user):
        return Article.objects.all()
    seen = Edition.objects.started(clock())
    published = seen.filter(article=OuterRef("pk"), title=OuterRef("title"))
    return Article.objects.filter(Q(created_by=user) | Exists(published))


def titles_for(user: User, pks: Collection[int]) -> dict[int, str]:
    """What that person may call these stories; what nobody may know of is not there.

    A story that one may not see is called as readers saw it last.
    """
    seen = visible_to(user).filter(pk__in=pks).values_list("pk", "title")
    if is_editor(user):
        return dict(seen)
    shown = Edition.objects.started(clock()).of_articles(pks).order_by("number")
    return dict(shown.values_list("article_id", "title")) | dict(seen)


def may_change_photo(user: User, photo: Photo) -> bool:
    """A reporter writes the texts of the photos that the reporter brought in."""
    return is_editor(user) or photo.uploaded_by_id == user.pk


def attachable_by(user: User) -> QuerySet[Attachment]:
    """Files that may be named in a story: one's own, and those of visible stories."""
    if is_editor(user):
        return Attachment.objects.all()
    shown = ArticleAttachment.objects.filter(article__in=visible_to(user))
    return Attachment.objects.filter(
        Q(uploaded_by=user) | Q(pk__in=shown.values("attachment"))
    )


def may_change(user: User, article: Article) -> bool:
    """A reporter's story is the editors' from the moment that it was published."""
    if is_editor(user):
        return True
    return article.created_by_id == user.pk and not article.editions.exists()
