"""What the desk can tell of a story's past. Reads only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from news import differences, html
from news.desk.access import attachable_by, titles_for
from news.enums import StepKind
from news.models.article import Article, Step
from news.models.category import Category
from news.models.edition import Edition
from news.models.revision import Revision, snapshot
from news.publishing.text import WHILE_SUBMITTED

if TYPE_CHECKING:
    from portal.models import User

PAGE = 50
TICK = timedelta(microseconds=1)
CURSOR = re.compile(r"([0-9]{1,9})-([0-9]{1,18})", re.ASCII)
# A revision says these itself.
OF_REVISIONS = [StepKind.SAVE, StepKind.RESTORE]
FILE_LINK = re.compile(r'href="/tep-dinh-kem/[0-9]+/(?P<pk>[0-9]+)/[^"]+"')


@dataclass(frozen=True)
class Entry:
    """A save or a step; editions are those that were made of the save."""

    at: datetime
    by: User | None
    revision: Revision | None = None
    step: Step | None = None
    editions: list[Edition] = field(default_factory=list)


@dataclass(frozen=True)
class Timeline:
    entries: list[Entry]
    cursor: str  # Of the next page; empty on the last.

    @property
    def numbers(self) -> list[int]:
        """Of the saves on this page, newest first."""
        return [e.revision.number for e in self.entries if e.revision is not None]


def timeline(article: Article, cursor: str = "") -> Timeline:
    """A page of saves and steps as one, newest first; a save without its text."""
    saves = Revision.objects.of(article).defer("data").select_related("made_by")
    told = ~Q(kind__in=OF_REVISIONS) | Q(note=WHILE_SUBMITTED)
    steps = article.steps.filter(told).select_related("by")
    last_save, last_step = "", ""
    if found := CURSOR.fullmatch(cursor):
        last_save, last_step = found.groups()
        saves = saves.filter(number__lt=int(last_save))
        steps = steps.filter(pk__lt=int(last_step))
    both = merge(
        (Entry(r.made_at, r.made_by, revision=r) for r in saves[: PAGE + 1]),
        (Entry(s.at, s.by, step=s) for s in steps.order_by("-pk")[: PAGE + 1]),
        key=lambda entry: entry.at,
        reverse=True,
    )
    entries = list(islice(both, PAGE + 1))
    more = len(entries) > PAGE
    entries = _with_editions(article, entries[:PAGE])
    return Timeline(entries, _next(entries, last_save, last_step) if more else "")


def _next(entries: list[Entry], last_save: str, last_step: str) -> str:
    """Where the next page begins, in either of the two lists."""
    save, step = last_save or "9" * 9, last_step or "9" * 18
    for entry in entries:
        if entry.revision is not None:
            save = str(entry.revision.number)
        if entry.step is not None:
            step = str(entry.step.pk)
    return f"{save}-{step}"


def _with_editions(article: Article, entries: list[Entry]) -> list[Entry]:
    pks = [e.revision.pk for e in entries if e.revision is not None]
    marked: defaultdict[int, list[Edition]] = defaultdict(list)
    for edition in editions_of(article).filter(revision__in=pks):
        marked[edition.revision_id].append(edition)
    return [
        Entry(e.at, e.by, e.revision, e.step, marked[e.revision.pk])
        if e.revision is not None
        else e
        for e in entries
    ]


def editions_of(article: Article) -> Any:
    """When each of its editions stood on the site, without their text."""
    times = ("number", "starts_at", "ends_at", "withdrawn_at", "revision", "article")
    return article.editions.order_by("number").only(*times)


def revision_of(article: Article, number: int) -> Revision | None:
    """By its number in this story: no other story's save has an address here."""
    return (
        Revision.objects.of(article)
        .filter(number=number)
        .select_related("made_by")
        .first()
    )


def neighbours(article: Article, number: int) -> tuple[int | None, int | None]:
    """The numbers of the saves before and after that one."""
    numbers = Revision.objects.of(article).values_list("number", flat=True)
    before = numbers.filter(number__lt=number).first()
    return before, numbers.filter(number__gt=number).last()


def seen(article: Article, day: date, at: time | None) -> list[Edition]:
    """What readers saw at that moment, or one after the other on that day."""
    first = timezone.make_aware(datetime.combine(day, at or time.min))
    last = first if at else first + timedelta(days=1) - TICK
    shown = article.editions.started(min(last, timezone.now())).not_ended(first)
    return list(shown.order_by("number"))


def names(user: User, stories: Iterable[dict[str, Any]]) -> differences.Names:
    """Titles of pins and names of sections, in two queries; no title of what the
    person may not know of."""
    told = list(stories)
    pins = {pk for story in told for pk in story.get("pins") or []}
    sections = {story["category"]["id"] for story in told if story.get("category")}
    titles = titles_for(user, [pk for pk in pins if isinstance(pk, int)])
    found = Category.objects.filter(pk__in=sections).values_list("pk", "name")
    return differences.Names(pins=titles, categories=dict(found))


def permitted(
    user: User, article: Article, story: dict[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """What of an old text this person may bring back, and what stays as it is now.

    A restored text gives no right: who may not pin does not pin by it, and a file that
    the person could not attach is not attached.
    """
    now, kept, told = snapshot(article), dict(story), []
    if not user.has_perm("news.change_pin") and story["pins"] != now["pins"]:
        kept["pins"] = now["pins"]
        told.append("Tin liên quan giữ như hiện nay: bạn không có quyền ghim tin.")
    rows = story.get("attachments", [])
    allowed = set(
        attachable_by(user)
        .filter(pk__in=[row["id"] for row in rows])
        .values_list("pk", flat=True)
    )
    told += [
        f"Tệp “{row['title']}” không lấy lại được: bạn không có quyền với tệp này."
        for row in rows
        if row["id"] not in allowed
    ]
    kept["attachments"] = [row for row in rows if row["id"] in allowed]
    return kept, told


def shown_body(body: str) -> SafeString | str:
    """The body of an old save, cleaned by today's rules; too wild a one as text."""
    try:
        return mark_safe(html.clean(body))  # noqa: S308 (cleaned here)
    except html.UnsafeHTML:
        return body


def as_readers_saw(edition: Edition) -> SafeString:
    """The page's own HTML; its files come by the desk's own address."""

    def at_the_desk(link: re.Match[str]) -> str:
        return f'href="{reverse("admin:news_article_file", args=[link["pk"]])}"'

    return mark_safe(FILE_LINK.sub(at_the_desk, edition.html))  # noqa: S308 (ours)
