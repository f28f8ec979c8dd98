"""The pages of the newsroom. A view is a sentence; a GET never writes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from news.models.attachment import Attachment
from news.models.category import Category
from news.models.edition import Edition
from news.models.legacy import LegacyAddress
from news.models.people import Author, EditionByline, Unit
from news.models.statement import Statement
from news.site import blocks, downloads, parts, sections
from news.site.caching import cached_page
from news.site.moment import PublicRequest
from news.site.paging import PARAMETER, PagedStatement, is_first_page, keyset_page

STORY = Statement(
    lambda moment, article: (
        Edition.objects.live(moment).of_articles([article]).for_page()
    )
)
IN_TOP_SECTION = PagedStatement(
    lambda moment, section: Edition.objects.live(moment).filter(section_id=section)
)
IN_SUBSECTION = PagedStatement(
    lambda moment, section: Edition.objects.live(moment).filter(category_id=section)
)


@cached_page(allow=[PARAMETER])
@require_safe
def article_detail(request: PublicRequest, slug: str, pk: int) -> HttpResponse:
    """The story's page; else where the address leads, in the order of DESIGN.md 4."""
    edition = next(iter(STORY(moment=request.moment, article=pk)), None)
    if edition is not None and edition.get_absolute_url() == request.path:
        if not is_first_page(request):
            return article_others(request, edition)
        return render(request, "news/article.html", article_page(request, edition))
    if (legacy := LegacyAddress.objects.at(request.path)) is not None:
        return _follow(request, legacy)
    if edition is not None:
        return HttpResponsePermanentRedirect(edition.get_absolute_url())
    return _gone_or_404(request, pk)


def article_page(
    request: PublicRequest, edition: Edition, shared: parts.Parts | None = None
) -> dict[str, Any]:
    """What the article page shows beside the edition itself."""
    shared = shared or parts.of(request)
    around = blocks.around(edition, shared)
    section = sections.tree(shared).by_pk.get(edition.category_id or 0)
    return {
        "edition": edition,
        "section": section,
        "breadcrumb": section.trail if section else [],
        "current_path": section.path if section else "",
        "pins": around.pins,
        "interesting": around.interesting,
        "same_section": around.same_section,
        "others": around.others,
        "others_more_url": around.others_more_url,
    }


def article_others(request: PublicRequest, edition: Edition) -> HttpResponse:
    """“Tin khác” of a story, from the cursor on."""
    others = blocks.others_than(edition, parts.of(request))
    context = {"edition": edition, "page": keyset_page(request, others)}
    return render(request, "news/article_others.html", context)


@cached_page(allow=[PARAMETER])
@require_safe
def category_detail(request: PublicRequest, path: str) -> HttpResponse:
    section = sections.tree(parts.of(request)).by_path.get(path)
    if section is None:
        return legacy_address(request)
    listed = IN_TOP_SECTION if section.parent is None else IN_SUBSECTION
    context = {
        "section": section,
        "breadcrumb": section.trail,
        "current_path": section.path,
        "page": listed.page(request, section=section.pk),
    }
    return render(request, "news/category_detail.html", context)


@cached_page(allow=[PARAMETER])
@require_safe
def tag_detail(request: PublicRequest, slug: str) -> HttpResponse:
    tag = Edition.objects.live(request.moment).tags().filter(slug=slug).first()
    if tag is None:
        return legacy_address(request)
    editions = Edition.objects.live(request.moment).tagged(tag)
    context = {"tag": tag, "page": keyset_page(request, editions)}
    return render(request, "news/tag_detail.html", context)


@cached_page(allow=[PARAMETER])
@require_safe
def author_detail(request: PublicRequest, slug: str) -> HttpResponse:
    author = get_object_or_404(Author, slug=slug)
    editions = Edition.objects.live(request.moment).signed(author=author)
    page = keyset_page(request, editions)
    if not page.editions:
        raise Http404  # Whether a pen name exists before its first story is our affair.
    # The unit of the newest story: where the author works now may not be public yet.
    signed = EditionByline.objects.select_related("unit").filter(author=author)
    unit = signed.get(edition=page.editions[0]).unit
    shown = {"name": author.name, "unit_name": unit.name if unit else ""}
    return render(request, "news/author_detail.html", {"author": shown, "page": page})


@cached_page(allow=[PARAMETER])
@require_safe
def unit_detail(request: PublicRequest, slug: str) -> HttpResponse:
    unit = get_object_or_404(Unit, slug=slug)
    editions = Edition.objects.live(request.moment).signed(unit=unit)
    page = keyset_page(request, editions)
    if not page.editions:
        raise Http404
    shown = {"name": unit.name, "note": _unit_note(unit, request)}
    return render(request, "news/unit_detail.html", {"unit": shown, "page": page})


@require_safe
def legacy_address(request: PublicRequest, path: str = "") -> HttpResponse:
    """Whatever no page owns: an address of an older portal, or a 404."""
    if "\x00" in request.path:
        raise Http404  # PostgreSQL holds no such text and refuses to be asked for it.
    if (legacy := LegacyAddress.objects.at(request.path)) is not None:
        return _follow(request, legacy)
    if not request.path.endswith("/"):
        if (legacy := LegacyAddress.objects.at(f"{request.path}/")) is not None:
            return _follow(request, legacy)
        section = Category.objects.filter(path=request.path.strip("/")).first()
        if section is not None:
            return HttpResponsePermanentRedirect(section.get_absolute_url())
    raise Http404


@require_safe
def attachment(
    request: PublicRequest, article_id: int, pk: int, name: str, extension: str
) -> HttpResponseBase:
    """A file of the story, as long as an edition that offers it is live."""
    edition = Edition.objects.live(request.moment).of_articles([article_id]).first()
    rows = edition.story.get("attachments", []) if edition else []
    if pk not in [row["id"] for row in rows]:
        raise Http404
    return downloads.answer(get_object_or_404(Attachment, pk=pk), name)


def _follow(request: PublicRequest, legacy: LegacyAddress) -> HttpResponse:
    live = Edition.objects.live(request.moment)
    if legacy.tag_id and not live.tags().filter(pk=legacy.tag_id).exists():
        raise Http404  # A draft's tag has no address, old or new.
    goal = legacy.category or legacy.tag
    if goal is not None:
        return HttpResponsePermanentRedirect(goal.get_absolute_url())
    article_id = legacy.article_id or 0
    edition = live.of_articles([article_id]).first()
    if edition is not None:
        return HttpResponsePermanentRedirect(edition.get_absolute_url())
    return _gone_or_404(request, article_id)


def _gone_or_404(request: PublicRequest, article_id: int) -> HttpResponse:
    """410 for what readers once saw, with a notice that shows no title; else 404."""
    seen = Edition.objects.started(request.moment).of_articles([article_id])
    if seen.exists():
        return render(request, "410.html", status=410)
    raise Http404


def _unit_note(unit: Unit, request: PublicRequest) -> str:
    day = timezone.localdate(request.moment)
    if not unit.ended_by(day):
        return ""
    note = f"Đơn vị đã kết thúc hoạt động ngày {unit.valid_to:%d/%m/%Y}"
    names = ", ".join(str(successor) for successor in unit.successors.order_by("key"))
    return f"{note}, nay là {names}." if names else f"{note}."
