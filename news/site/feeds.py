"""RSS: the newest stories, of all or of a section, and the newest corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from html import escape
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from news import vietnamese
from news.models.category import Category
from news.models.correction import EditionCorrection
from news.models.edition import Edition
from news.site import parts, sections
from news.site.caching import cached_page
from news.site.moment import PublicRequest
from news.site.sections import Section

STORIES = 30


@cached_page()
@require_safe
def all_stories(request: PublicRequest) -> HttpResponse:
    return StoryFeed()(request)


@cached_page()
@require_safe
def of_section(request: PublicRequest, path: str) -> HttpResponse:
    return StoryFeed()(request, path=path)


@cached_page()
@require_safe
def corrections(request: PublicRequest) -> HttpResponse:
    return CorrectionFeed()(request)


@dataclass(frozen=True)
class Subject:
    """What a feed is about."""

    title: str
    moment: datetime
    section: Section | None


class StoryFeed(Feed):
    """Every address begins with SITE_URL: nothing is taken from the request's Host."""

    language = "vi"

    def get_object(self, request: Any, path: str = "") -> Subject:
        section = sections.tree(parts.of(request)).by_path.get(path)
        if path and section is None:
            raise Http404
        context = {"title": section.name if section else "Tin mới"}
        title = render_to_string("news/feed_title.txt", context, request).strip()
        return Subject(title, request.moment, section)

    def title(self, subject: Subject) -> str:
        return subject.title

    def description(self, subject: Subject) -> str:
        about = subject.section.description if subject.section else ""
        return about or "Những bài viết mới nhất."

    def link(self, subject: Subject) -> str:
        return absolute(subject.section.url if subject.section else "/")

    def feed_url(self, subject: Subject) -> str:
        if subject.section is None:
            return absolute(reverse("news:feed"))
        return absolute(reverse("news:section-feed", args=[subject.section.path]))

    def items(self, subject: Subject) -> list[Edition]:
        editions = Edition.objects.live(subject.moment)
        if (section := subject.section) is not None:
            category = Category(pk=section.pk, parent_id=section.parent_pk)
            editions = editions.in_category(category)
        return list(editions.newest().defer("body", "html", "head", "card")[:STORIES])

    def item_title(self, item: Any) -> str:
        return _text(item.title)

    def item_description(self, item: Any) -> str:
        """The sapo; what was wrong in the story is told along with it."""
        said = [
            _said(date.fromisoformat(row["on"]), row["wrong"], row["right"])
            for row in item.story.get("corrections", [])
        ]
        return _text(" ".join([item.sapo, *said]))

    def item_link(self, item: Edition) -> str:
        return absolute(item.get_absolute_url())

    def item_guid(self, item: Edition) -> str:
        """The same for all time: the address follows the headline, the id does not."""
        return f"{settings.SITE_URL}/bai-viet/{item.article_id}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Edition) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Edition) -> datetime:
        return item.starts_at

    def item_author_name(self, item: Edition) -> str:
        return ", ".join(byline["name"] for byline in item.story["bylines"])

    def item_categories(self, item: Edition) -> list[str]:
        return [tag["tag__name"] for tag in item.story["tags"]]


class CorrectionFeed(Feed):
    """“Đính chính”, the newest first; addresses as in StoryFeed."""

    language = "vi"
    title = "Đính chính"
    description = "Những chỗ đã viết sai và được sửa lại."
    item_guid_is_permalink = False

    def get_object(self, request: Any) -> datetime:
        return request.moment

    def link(self, moment: datetime) -> str:
        return absolute(reverse("news:corrections"))

    def feed_url(self, moment: datetime) -> str:
        return absolute(reverse("news:corrections-feed"))

    def items(self, moment: datetime) -> list[EditionCorrection]:
        live = EditionCorrection.objects.live(moment)
        return list(live.newest().for_list()[:STORIES])

    def item_title(self, item: Any) -> str:
        return _text(f"Đính chính: {item.edition.title}")

    def item_description(self, item: Any) -> str:
        return _text(_said(item.on, item.wrong, item.right))

    def item_link(self, item: EditionCorrection) -> str:
        return absolute(item.get_absolute_url())

    def item_guid(self, item: EditionCorrection) -> str:
        """The same in every edition that shows it."""
        story = f"{settings.SITE_URL}/bai-viet/{item.edition.article_id}"
        return f"{story}/dinh-chinh/{item.on:%Y-%m-%d}-{item.position}"

    def item_pubdate(self, item: EditionCorrection) -> datetime:
        return timezone.make_aware(datetime.combine(item.on, time.min))

    def item_author_name(self, item: EditionCorrection) -> str:
        return item.signed_by


def _said(on: date, wrong: str, right: str) -> str:
    return f"Đính chính ngày {on:%d/%m/%Y}: “{wrong}” sửa lại là “{right}”."


def _text(plain: str) -> str:
    """For readers that take the text for HTML; free of what XML cannot hold."""
    return escape(vietnamese.clean_line(plain), quote=False)


def absolute(path: str) -> str:
    return settings.SITE_URL + path
