"""What search engines are told: every live story, in files of bounded size."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as framework
from django.contrib.sitemaps.views import SitemapIndexItem
from django.db.models import Exists, F, Max, Model, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.models.category import Category
from news.models.edition import Edition
from news.models.people import Author, EditionByline, Unit
from news.site.caching import cached_page
from news.site.feeds import absolute
from news.site.moment import PublicRequest

STORIES = 2_000  # Article ids a file: a range of an index, whatever their number.
LARGEST_ID = 2**63 - 1
MOST_NEWS = 1_000  # Search engines read no more of such a file.
NEWS_FOR = timedelta(hours=48)
XML = "application/xml; charset=utf-8"
# Names of further files in the index; the apps above this one add theirs.
OTHERS: list[str] = []


@cached_page()
@require_safe
def index(request: PublicRequest) -> HttpResponse:
    """The files that there are, each with its last change."""
    # An index alone answers this; whether each story is live its row would have to say.
    started = Q(starts_at__lte=request.moment)
    files = (
        Edition.objects.values(file=F("article_id") / STORIES)
        .annotate(changed=Max("starts_at", filter=started))
        .order_by("file")
    )
    lists = ("news:sitemap-lists", *OTHERS)
    items = [SitemapIndexItem(absolute(reverse(name))) for name in lists]
    items += [
        SitemapIndexItem(
            absolute(reverse("news:sitemap-stories", args=[row["file"]])),
            row["changed"],
        )
        for row in files
        if row["changed"] is not None
    ]
    context = {"sitemaps": items}
    return render(request, "sitemap_index.xml", context, content_type=XML)


@cached_page()
@require_safe
def stories(request: PublicRequest, number: int) -> HttpResponse:
    if number >= LARGEST_ID // STORIES:
        raise Http404
    found = Stories(request.moment, number)
    if not found.items():
        raise Http404
    return _answer(request, found)


@cached_page()
@require_safe
def lists(request: PublicRequest) -> HttpResponse:
    return _answer(request, Lists(request.moment))


@cached_page()
@require_safe
def latest(request: PublicRequest) -> HttpResponse:
    """The stories of the last two days, in the form of news search engines."""
    since = request.moment - NEWS_FOR
    editions = Edition.objects.live(request.moment).filter(published_at__gte=since)
    newest = editions.newest().for_links()[:MOST_NEWS]
    context = {"site_url": settings.SITE_URL, "editions": newest}
    return render(request, "news/sitemap_news.xml", context, content_type=XML)


def answer(request: PublicRequest, addresses: list[str]) -> HttpResponse:
    """A file of these addresses of the site."""
    return _answer(request, Addresses(request.moment, addresses))


def _answer(request: PublicRequest, sitemap: Sitemap) -> HttpResponse:
    response = framework.sitemap(request, {"all": sitemap}, "all", content_type=XML)
    return response.render()


class OwnSitemap(Sitemap):
    """Addresses begin with SITE_URL: nothing is taken from the request's Host."""

    limit = 50_000

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self.moment = moment

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class Stories(OwnSitemap):
    """The live stories of a range of article ids."""

    def __init__(self, moment: datetime, number: int) -> None:
        super().__init__(moment)
        self.number = number
        self._found: list[Edition] | None = None

    def items(self) -> list[Edition]:
        if self._found is None:
            first = self.number * STORIES
            live = Edition.objects.live(self.moment).order_by("article_id")
            of_range = live.filter(
                article_id__gte=first, article_id__lt=first + STORIES
            )
            self._found = list(of_range.only("article_id", "slug", "starts_at"))
        return self._found

    def lastmod(self, item: Edition) -> datetime:
        return item.starts_at


class Lists(OwnSitemap):
    """Sections, the corrections, and tags, authors and units with live stories."""

    def items(self) -> list[Model | str]:
        live = Edition.objects.live(self.moment)
        signed = EditionByline.objects.filter(edition__in=live.values("pk"))
        by_author = signed.filter(author=OuterRef("pk"))
        by_unit = signed.filter(unit=OuterRef("pk"))
        pages: list[Iterable[Model]] = [
            Category.objects.in_order(),
            live.tags().order_by("pk"),
            Author.objects.filter(Exists(by_author)).order_by("pk"),
            Unit.objects.filter(Exists(by_unit)).order_by("pk"),
        ]
        fixed = ["/", reverse("news:corrections")]
        return [*fixed, *(page for kind in pages for page in kind)]

    def location(self, item: Any) -> str:
        return item if isinstance(item, str) else item.get_absolute_url()


class Addresses(OwnSitemap):
    """Pages of an app above this one, by their addresses."""

    def __init__(self, moment: datetime, addresses: list[str]) -> None:
        super().__init__(moment)
        self.addresses = addresses

    def items(self) -> list[str]:
        return self.addresses

    def location(self, item: str) -> str:
        return item
