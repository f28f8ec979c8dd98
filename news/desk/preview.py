"""What readers would see if the working text were published now."""

from __future__ import annotations

import re
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from news import rendering
from news.models.article import Article
from news.models.edition import Edition
from news.models.revision import snapshot
from news.site.moment import PublicRequest
from news.site.views import article_page

ATTACHMENT = re.compile(r'href="/tep-dinh-kem/[0-9]+/(?P<pk>[0-9]+)/[^"]+"')


def page(request: HttpRequest, article: Article) -> HttpResponse:
    """The article page of the working text as it stands in this transaction."""
    public = cast(PublicRequest, request)
    edition = unsaved_edition(article, public.moment)
    edition.html = ATTACHMENT.sub(_at_the_desk, edition.html)
    response = render(request, "news/preview.html", article_page(public, edition))
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    patch_cache_control(response, no_store=True)
    return response


def _at_the_desk(link: re.Match[str]) -> str:
    """Readers may not have the file yet; who previews the story may."""
    return f'href="{reverse("admin:news_article_file", args=[link["pk"]])}"'


def unsaved_edition(article: Article, moment: datetime) -> Edition:
    last = article.editions.order_by("-number").first()
    edition = Edition.of(
        snapshot(article),
        article_id=article.pk,
        number=last.number + 1 if last else 1,
        starts_at=moment,
        published_at=last.published_at if last else moment,
    )
    return rendering.render(edition)
