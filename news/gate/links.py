"""Links of a body to our own pages: is there a page? One query, however many links.

It asks what the site's views ask (news.site.views), for all links at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone

from news import html, vietnamese
from news.gate import goals
from news.gate.goals import AUTHOR, OLD, PHOTO, SECTION, STORY, TAG, UNIT, Goal
from news.gate.problem import Problem, Severity, Spot, Story, key_of
from news.models.legacy import normal_path

SHOWN = 80  # Characters of an address that a message quotes.
DESK = "admin"  # The name space of the desk's addresses.
RENDITION = re.compile(r"(?:-3x2-[0-9]+-[0-9]+)?-[0-9]+\.[a-z]+\Z")
# The desk's own front door, and what answers no reader's click.
NEVER_READ = frozenset(
    {"desk", "news:count", "news:shared-preview", "news:shared-preview-file"}
)

Ways = Callable[[dict[str, Any], datetime], set[Goal]]  # By what a view takes.
ALWAYS: Goal = ("", "")


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
    ways = {path: _goals(path, at) for path in paths}
    asked = {
        goal for any_of in ways.values() if ALWAYS not in any_of for goal in any_of
    }
    there = goals.there(asked, own, at) | {ALWAYS}
    return {path for path, any_of in ways.items() if there.isdisjoint(any_of)}


# --- What a path leads to -------------------------------------------------------------


def _goals(path: str, at: datetime) -> set[Goal]:
    """Any of these answers the path; none for what readers never get."""
    match = _match(path)
    if match is None:
        return set()
    view, arguments = match.view_name, match.kwargs
    if view not in BY_VIEW:
        return {ALWAYS}
    # Old addresses, and sections without the last slash, lead on.
    ways = {(OLD, normal_path(path)), (OLD, normal_path(f"{path}/"))}
    return {*BY_VIEW[view](arguments, at), (SECTION, path.strip("/")), *ways}


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


def _named(kind: str, argument: str) -> Ways:
    def named(arguments: dict[str, Any], at: datetime) -> set[Goal]:
        return {(kind, str(arguments[argument]))}

    return named


def _day(arguments: dict[str, Any], at: datetime) -> set[Goal]:
    return {ALWAYS} if arguments["day"] <= timezone.localdate(at) else set()


def _file(arguments: dict[str, Any], at: datetime) -> set[Goal]:
    return {goals.file_of(arguments["article_id"], arguments["pk"])}


def _photo(arguments: dict[str, Any], at: datetime) -> set[Goal]:
    """A file that was uploaded, or one that was made from it."""
    name = arguments["name"]
    return {(PHOTO, name), (PHOTO, RENDITION.sub(".jpg", name))}


def _static(arguments: dict[str, Any], at: datetime) -> set[Goal]:
    """No page of today: an old address, or a file of the stylesheets' folder."""
    path, prefix = arguments["path"], settings.STATIC_URL.lstrip("/")
    is_file = path.startswith(prefix) and finders.find(path.removeprefix(prefix))
    return {ALWAYS} if is_file else set()


# Pages that are not there for every address; what is not named here always is.
BY_VIEW: dict[str, Ways] = {
    "news:article": _named(STORY, "pk"),
    "news:category": _named(SECTION, "path"),
    "news:section-feed": _named(SECTION, "path"),
    "news:tag": _named(TAG, "slug"),
    "news:author": _named(AUTHOR, "slug"),
    "news:unit": _named(UNIT, "slug"),
    "news:day": _day,
    "news:attachment": _file,
    "media": _photo,
    "news:legacy": _static,
}
