"""The home page: what leads, what is new, and a block for each section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.enums import SlotPlace
from news.models.edition import Edition
from news.models.frontpage import FrontPageSlot
from news.site import blocks, parts, sections
from news.site.caching import cached_page
from news.site.moment import PublicRequest
from news.site.paging import PARAMETER, KeysetPage, is_first_page, keyset_page
from news.site.sections import Section

HIGHLIGHTS = 4


@dataclass(frozen=True)
class Front:
    """What stands above the newest stories; no story twice."""

    lead: Edition | None
    highlights: list[Edition]
    sections: list[dict[str, Any]]

    @property
    def article_ids(self) -> list[int]:
        in_blocks = [e for block in self.sections for e in block["editions"]]
        return _ids([self.lead, *self.highlights, *in_blocks])


@cached_page(allow=[PARAMETER])
@require_safe
def home(request: PublicRequest) -> HttpResponse:
    shared = parts.of(request)
    front = shared.once("front", lambda: _front(shared))
    context: dict[str, Any] = {
        "is_first_page": is_first_page(request),
        "current_path": "/",
    }
    if context["is_first_page"]:
        context |= {
            "lead": front.lead,
            "highlights": front.highlights,
            "sections": front.sections,
            "page": shared.once("front page", lambda: _newest(request, front)),
        }
    else:
        context["page"] = _newest(request, front)
    return render(request, "portal/home.html", context)


def _newest(request: PublicRequest, front: Front) -> KeysetPage:
    live = Edition.objects.live(request.moment)
    return keyset_page(request, live.without(front.article_ids))


def _front(shared: parts.Parts) -> Front:
    slots = list(FrontPageSlot.objects.current(shared.moment))
    live = Edition.objects.live(shared.moment).for_cards()
    chosen = blocks.in_order(live, [slot.article_id for slot in slots])
    leads = {slot.article_id for slot in slots if slot.place == SlotPlace.LEAD}
    lead = next((e for e in chosen if e.article_id in leads), None)
    rest = [edition for edition in chosen if edition is not lead]
    wanted = HIGHLIGHTS + (lead is None)
    newest = live.without(e.article_id for e in chosen).newest()[:wanted]
    line = [*rest, *newest]
    lead = lead or (line.pop(0) if line else None)
    highlights = line[:HIGHLIGHTS]
    on_home: dict[int, Section] = {s.pk: s for s in sections.tree(shared).on_home}
    by_section = blocks.newest_of_sections(
        list(on_home), shared.moment, without=_ids([lead, *highlights])
    )
    shown = [
        {"section": on_home[pk], "editions": editions}
        for pk, editions in by_section.items()
        if editions
    ]
    return Front(lead, highlights, shown)


def _ids(editions: list[Edition | None]) -> list[int]:
    return [edition.article_id for edition in editions if edition is not None]
