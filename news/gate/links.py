"""Links of a body to our own pages: is there a page? Few queries, however many links.

It asks what the site's views ask (news.site.views), for all links at once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db.models import Exists, OuterRef
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone

from news import html, vietnamese
from news.gate.problem import Problem, Severity, Spot, Story, key_of
from news.models.category import Category
from news.models.edition import Edition
from news.models.legacy import LegacyAddress, normal_path
from news.models.people import Author, EditionByline, Unit
from news.models.photo import Photo

SHOWN = 80  # Characters of an address that a message quotes.
DESK = "admin"  # The name space of the desk's addresses.
RENDITION = re.compile(r"(?:-3x2-[0-9]+-[0-9]+)?-[0-9]+\.[a-z]+\Z")
# The desk's own front door, and what answers no reader's click.
NEVER_READ = frozenset(
    {"desk", "news:count", "news:shared-preview", "news:shared-preview-file"}
)

Asked = dict[str, dict[str, Any]]  # What a view takes from each path.
Find = Callable[[set[Any]], set[Any]]  # Of what is asked, what is there.


def broken(
    outlines: Iterable[html.Outline], own: Mapping[int, Story], at: datetime
) -> set[str]:
    """Paths of ours that lead nowhere at that moment; `own` stories count as live."""
    hrefs = {link.href for outline in outlines for link in outline.links}
    paths = set(filter(None, map(own_path, hrefs)))
    return _unanswered(paths, own, at) if paths else paths


def problems(outline: html.Outline, broken: set[str]) -> Iterator[Problem]:
    """Links to our own host, or to a path of ours, that are among the broken ones."""
    for place, link in enumerate(outline.links):
        spot = Spot("a", link.href, place)
        said = vietnamese.shorten(link.text, SHOWN) or vietnamese.shorten(
            link.href, SHOWN
        )
        address = vietnamese.shorten(unquote(link.href), SHOWN)
        if link.href.startswith("#"):
            yield Problem(
                "body",
                f"Liên kết “{said}” trỏ tới một chỗ trong trang ({address}) không có;"
                " nên bỏ liên kết.",
                key_of("link-fragment", link.href),
                Severity.ADVISE,
                spot=spot,
            )
        elif own_path(link.href) in broken:
            yield Problem(
                "body",
                f"Liên kết “{said}” dẫn tới trang không có hoặc bạn đọc không mở được"
                f" ({address}). Hãy sửa địa chỉ hoặc bỏ liên kết.",
                key_of("link-broken", link.href),
                spot=spot,
            )


def own_path(href: str) -> str:
    """The path of a link to our own pages, decoded; empty for any other link."""
    try:
        parts = urlsplit(href)
        host = parts.hostname
    except ValueError:  # A bracket that begins no IPv6 address.
        return ""
    is_path = not parts.scheme and not parts.netloc and href.startswith("/")
    is_ours = parts.scheme in {"http", "https"} and host in _own_hosts()
    return (unquote(parts.path) or "/") if is_path or is_ours else ""


def _own_hosts() -> set[str | None]:
    """The host of SITE_URL, with and without www."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    bare = host.removeprefix("www.")
    return {bare, f"www.{bare}"}


def _unanswered(paths: set[str], own: Mapping[int, Story], at: datetime) -> set[str]:
    site = Site(own, at)
    asked: defaultdict[str, Asked] = defaultdict(dict)
    for path in paths:
        match = _match(path)
        if match is not None:
            asked[match.view_name][path] = match.kwargs
    left = paths - {p for view, those in asked.items() for p in site.has(view, those)}
    reachable = {path for those in asked.values() for path in those}
    return left - site.old_addresses(left & reachable) if left else left


def _match(path: str) -> ResolverMatch | None:
    """The page that the path belongs to; None for what readers never get."""
    if "\x00" in path:  # PostgreSQL refuses to be asked for it.
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    is_closed = match.namespace == DESK or match.view_name in NEVER_READ
    return None if is_closed else match


class Site:
    """What the site's views would find at that moment; one query for each kind."""

    def __init__(self, own: Mapping[int, Story], at: datetime) -> None:
        self.own, self.at = own, at
        self.live = Edition.objects.live(at)

    def has(self, view: str, asked: Asked) -> set[str]:
        """Those of the asked addresses of a view that it answers; fixed pages all."""
        of_view: dict[str, tuple[str, Find]] = {
            "news:article": ("pk", self._stories),
            "news:category": ("path", self._sections),
            "news:section-feed": ("path", self._sections),
            "news:tag": ("slug", self._tags),
            "news:author": ("slug", partial(self._signers, Author, "author")),
            "news:unit": ("slug", partial(self._signers, Unit, "unit")),
            "news:day": ("day", self._days),
            "news:attachment": ("", self._files),
            "media": ("name", self._photos),
            "news:legacy": ("path", self._nothing),
        }
        if view not in of_view:
            return set(asked)
        argument, find = of_view[view]
        values = {
            path: found[argument] if argument else (found["article_id"], found["pk"])
            for path, found in asked.items()
        }
        there = find(set(values.values()))
        return {path for path, value in values.items() if value in there}

    def old_addresses(self, paths: set[str]) -> set[str]:
        """Those that lead on: old addresses, and sections without the last slash."""
        names = {path: {normal_path(path), normal_path(f"{path}/")} for path in paths}
        rows = LegacyAddress.objects.filter(path__in=set().union(*names.values()))
        goals = list(rows.values_list("path", "article", "category", "tag__slug"))
        stories = self._stories({article for _, article, _, _ in goals if article})
        tags = self._tags({tag for *_, tag in goals if tag})
        there = {
            path
            for path, article, category, tag in goals
            if category or article in stories or tag in tags
        }
        sections = self._sections({path.strip("/") for path in paths})
        return {
            path for path in paths if names[path] & there or path.strip("/") in sections
        }

    def _stories(self, ids: set[int]) -> set[int]:
        found = self.live.of_articles(ids).values_list("article_id", flat=True)
        return {*found, *(ids & self.own.keys())}

    def _sections(self, paths: set[str]) -> set[str]:
        found = Category.objects.filter(path__in=paths)
        return set(found.values_list("path", flat=True))

    def _tags(self, slugs: set[str]) -> set[str]:
        found = self.live.tags().filter(slug__in=slugs)
        return set(found.values_list("slug", flat=True))

    def _signers(
        self, model: type[Author | Unit], role: str, slugs: set[str]
    ) -> set[str]:
        signed = EditionByline.objects.filter(
            **{role: OuterRef("pk")}, edition__in=self.live.values("pk")
        )
        found = model.objects.filter(Exists(signed), slug__in=slugs)
        return set(found.values_list("slug", flat=True))

    def _days(self, days: set[date]) -> set[date]:
        return {day for day in days if day <= timezone.localdate(self.at)}

    def _files(self, pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
        stories = self.live.of_articles({article for article, _ in pairs})
        offered = {
            (edition.article_id, row["id"])
            for edition in stories.only("article_id", "data")
            for row in edition.story.get("attachments", [])
        }
        return offered | {
            (article_id, row["id"])
            for article_id, story in self.own.items()
            for row in story.get("attachments", [])
        }

    def _photos(self, names: set[str]) -> set[str]:
        originals = {name: RENDITION.sub(".jpg", name) for name in names}
        wanted = {*names, *originals.values()}
        there = Photo.objects.in_library().filter(file__in=wanted)
        files = set(there.values_list("file", flat=True))
        return {name for name in names if {name, originals[name]} & files}

    def _nothing(self, paths: set[str]) -> set[str]:
        """No page of today: an old address, or a file of the stylesheets' folder."""
        prefix = settings.STATIC_URL.lstrip("/")
        files = {path for path in paths if path.startswith(prefix)}
        return {path for path in files if finders.find(path.removeprefix(prefix))}
