"""One revision of a story for people without an account, by a signed address.

Who has a right address sees that revision and its files, as long as the link is open.
Everybody else gets one and the same answer, at the same cost: whether the link ran
out, was revoked, belonged to a deleted story or was never made, nobody learns.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.desk import preview
from news.models.attachment import Attachment
from news.models.generation import clock
from news.models.preview_link import PreviewLink
from news.site import downloads

SIGNER = Signer(salt="news.desk.shared_preview")
TOKEN = re.compile(r"(?P<pk>[1-9][0-9]{0,17})-(?P<signature>[A-Za-z0-9_-]{43})")
NO_LINK = "0" * 43  # What is compared when there is nothing to compare.


def token(link: PreviewLink) -> str:
    """The secret part of the link's address; made from the row, stored nowhere."""
    return f"{link.pk}-{SIGNER.signature(_facts(link))}"


def address(link: PreviewLink) -> str:
    return settings.SITE_URL + reverse("news:shared-preview", args=[token(link)])


def opened(text: str) -> PreviewLink | None:
    """The open link of that token, in one query and one comparison whatever is wrong.

    The facts of the row are signed, too: after a restored backup an old token does not
    open the new link that got its number.
    """
    found = TOKEN.fullmatch(text)
    pk, signature = (int(found["pk"]), found["signature"]) if found else (0, NO_LINK)
    links = PreviewLink.objects.open(clock()).select_related("article", "revision")
    link = links.filter(pk=pk).first()
    try:
        SIGNER.unsign(f"{_facts(link) if link else pk}{SIGNER.sep}{signature}")
    except BadSignature:
        return None
    return link


@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    link = opened(token)
    if link is None:
        return _not_found(request)

    def file_url(pk: int) -> str:
        return reverse("news:shared-preview-file", args=[token, pk])

    return preview.page(
        request,
        link.revision.story,
        link.article_id,
        file_url=file_url,
        shared_until=link.expires_at,
        revision=link.revision,
    )


@require_safe
def file(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """A file that this revision names, and no other."""
    link = opened(token)
    rows = link.revision.story.get("attachments", []) if link else []
    attachment = Attachment.objects.filter(pk=pk).first()
    if attachment is None or pk not in [row["id"] for row in rows]:
        return _not_found(request)
    response = downloads.answer(attachment, f"tep-{pk}")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _facts(link: PreviewLink) -> str:
    moments = f"{link.made_at.timestamp():.6f}.{link.expires_at.timestamp():.6f}"
    return f"{link.pk}.{link.article_id}.{link.revision_id}.{moments}"


def _not_found(request: HttpRequest) -> HttpResponse:
    return preview.kept_by_nobody(render(request, "404.html", status=404))
