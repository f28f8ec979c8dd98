"""What a story may link to: stories, sections and tags, found by what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from news import vietnamese
from news.desk import finding
from news.desk.access import staff, visible_to
from news.desk.admin.base import MOST_WORDS
from news.models.article import Article
from news.models.category import Category
from news.models.edition import Edition, EditionQuerySet
from news.models.generation import clock
from news.models.tag import EditionTag, Tag
from news.search.query import Query, for_readers

if TYPE_CHECKING:
    from news.desk.admin.article import ArticleAdmin
    from portal.models import User

MOST = 10
MOST_PAGES = 3  # Sections and tags among them.
NEWEST = 1_000  # Of one's own, when nothing is asked.
LONGEST_QUESTION = 200


def urls(admin: ArticleAdmin) -> list[URLPattern]:
    view = admin.admin_site.admin_view(search_view(admin))
    return [path("lien-ket/", view, name="news_article_links")]


def search_view(admin: ArticleAdmin) -> Callable[[HttpRequest], HttpResponse]:
    @require_safe
    def find(request: HttpRequest) -> HttpResponse:
        if not admin.has_view_permission(request):
            raise PermissionDenied
        asked = request.GET.get("q", "")[:LONGEST_QUESTION]
        words = vietnamese.words(asked)[:MOST_WORDS]
        live = Edition.objects.live(clock())
        pages = list(_pages(words, live)) if words else []
        query = for_readers(asked)
        stories = list(_stories(query, live, staff(request), MOST - len(pages)))
        return JsonResponse({"results": [*stories, *pages]})

    return find


def _stories(
    query: Query, editions: EditionQuerySet, user: User, most: int
) -> Iterator[dict[str, Any]]:
    """Live ones first; of the others only those that the asker may see, and no link."""
    live = editions.filter(article=OuterRef("pk"))
    own = visible_to(user).order_by("-updated_at", "-pk").values("pk")[:NEWEST]
    known: QuerySet[Article]
    known = Article.objects.filter(Q(Exists(live)) | Q(pk__in=own))
    if query:
        known = finding.in_order(known, finding.closest(user, query, most))
    else:
        known = known.order_by("-updated_at", "-pk")
    found = known.annotate(
        live_title=Subquery(live.values("title")[:1]),
        live_slug=Subquery(live.values("slug")[:1]),
        live_since=Subquery(live.values("published_at")[:1]),
    ).values("pk", "title", "live_title", "live_slug", "live_since")[:most]
    for row in sorted(found, key=lambda row: row["live_slug"] is None):
        if row["live_slug"] is None:
            yield _result("Bài viết", row["title"], None, "chưa đăng")
        else:
            url = reverse("news:article", args=[row["live_slug"], row["pk"]])
            day = timezone.localtime(row["live_since"])
            yield _result("Bài viết", row["live_title"], url, f"{day:%d/%m/%Y}")


def _pages(words: list[str], editions: EditionQuerySet) -> Iterator[dict[str, Any]]:
    """Sections, and tags that readers can open."""
    folded = Q()
    for word in words:
        folded &= Q(slug__contains=word)
    live = EditionTag.objects.filter(tag=OuterRef("pk"), content_object__in=editions)
    sections = Category.objects.filter(folded).values_list(
        "name", "path", Value("c", output_field=CharField())
    )
    tags = (
        Tag.objects.filter(folded)
        .filter(Exists(live))
        .values_list("name", "slug", Value("t", output_field=CharField()))
    )
    for name, key, kind in sections.union(tags).order_by("name")[:MOST_PAGES]:
        if kind == "c":
            yield _result("Chuyên mục", name, reverse("news:category", args=[key]), "")
        else:
            yield _result("Từ khóa", name, reverse("news:tag", args=[key]), "")


def _result(kind: str, title: str, url: str | None, note: str) -> dict[str, Any]:
    return {"kind": kind, "title": title, "url": url, "note": note}
