"""The page that readers would get, of a text that they don't have yet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from news import differences, rendering
from news.differences.align import SAME
from news.models.edition import Edition
from news.site.moment import PublicRequest
from news.site.parts import Parts
from news.site.views import article_page

ATTACHMENT = re.compile(r'href="/tep-dinh-kem/[0-9]+/(?P<pk>[0-9]+)/[^"]+"')
BETWEEN_TAGS = re.compile(r">\s+<")

Story = dict[str, Any]


@dataclass(frozen=True)
class Future:
    """Where an edition of the story would stand among those that it has."""

    number: int
    starts_at: datetime
    published_at: datetime
    is_scheduled: bool

    @classmethod
    def of(cls, article_id: int, moment: datetime) -> Future:
        """In place of the scheduled edition, at its time; else after the last, now."""
        editions = Edition.objects.of_articles([article_id])
        scheduled = editions.scheduled(moment).first()
        if scheduled is not None:
            times = (scheduled.starts_at, scheduled.published_at)
            return cls(scheduled.number, *times, is_scheduled=True)
        last = editions.order_by("-number").first()
        if last is None:
            return cls(1, moment, moment, is_scheduled=False)
        return cls(last.number + 1, moment, last.published_at, is_scheduled=False)

    def edition(self, story: Story, article_id: int) -> Edition:
        """Unsaved, and as ready as one that readers get."""
        edition = Edition.of(
            story,
            article_id=article_id,
            number=self.number,
            starts_at=self.starts_at,
            published_at=self.published_at,
        )
        return rendering.render(edition)


def page(
    request: HttpRequest,
    story: Story,
    article_id: int,
    *,
    file_url: Callable[[int], str],
    sees_ahead: bool = False,
    **notice: object,
) -> HttpResponse:
    """The article page of that story; nobody keeps it, finds it or counts it.

    `sees_ahead`: the lists around a scheduled story as they will be at its time, which
    names other scheduled stories; else as they are now. `file_url` leads to its files:
    readers may not have them yet.
    """
    public = cast(PublicRequest, request)
    future = Future.of(article_id, public.moment)
    edition = future.edition(story, article_id)
    edition.html = ATTACHMENT.sub(
        lambda link: f'href="{file_url(int(link["pk"]))}"', edition.html
    )
    ahead = future.is_scheduled and sees_ahead
    shared = Parts(None, future.starts_at) if ahead else None
    context = article_page(public, edition, shared)
    # “Xem thêm” is a page of the story's own address, which does not exist yet.
    context |= {"others_more_url": "", **notice}
    return kept_by_nobody(render(request, "news/preview.html", context))


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    patch_cache_control(response, private=True, no_store=True)
    return response


def changes(story: Story, article_id: int, moment: datetime) -> list[str] | None:
    """The parts that differ from what readers see now; None when they see nothing."""
    live = Edition.objects.live(moment).of_articles([article_id]).first()
    if live is None:
        return None
    shown = {name: value for name, value in live.story.items() if name != "edition"}
    found = differences.compare(shown, story)
    return [difference.label for difference in found if _shows(difference)]


def _shows(difference: differences.Difference) -> bool:
    """Whether anybody sees it: the editor's line breaks between tags are nothing."""
    return any(
        _flat(line.before) != _flat(line.after)
        for line in difference.lines
        if line.change != SAME
    )


def _flat(item: differences.Item | None) -> tuple[str, str, str] | None:
    if item is None:
        return None
    return item.text, item.key, BETWEEN_TAGS.sub("><", item.html)
