"""The home page: what leads, what is new, and a block for each section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.enums import SlotPlace
from news.models.edition import Edition
from news.models.frontpage import HIGHLIGHTS, FrontPageSlot
from news.site import blocks, parts, sections
from news.site.caching import cached_page
from news.site.moment import PublicRequest
from news.site.paging import PARAMETER, KeysetPage, is_first_page, keyset_page
from news.site.sections import Section


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
    if is_first_page(request):
        context = first_page(*shown(request))
    else:
        front = _current(parts.of(request))
        page = newest(request, front)
        context = {"is_first_page": False, "current_path": "/", "page": page}
    return render(request, "portal/home.html", context)


def shown(request: PublicRequest) -> tuple[Front, KeysetPage]:
    """What readers see: the same for all, until something changes."""
    shared = parts.of(request)
    front = _current(shared)
    return front, shared.once("front page", lambda: newest(request, front))


def first_page(front: Front, page: KeysetPage) -> dict[str, Any]:
    return {
        "is_first_page": True,
        "current_path": "/",
        "lead": front.lead,
        "highlights": front.highlights,
        "sections": front.sections,
        "page": page,
    }


def newest(request: PublicRequest, front: Front) -> KeysetPage:
    live = Edition.objects.live(request.moment)
    return keyset_page(request, live.without(front.article_ids))


def _current(shared: parts.Parts) -> Front:
    def make() -> Front:
        return front_of(FrontPageSlot.objects.current(shared.moment), shared)

    return shared.once("front", make)


def front_of(in_force: Iterable[FrontPageSlot], shared: parts.Parts) -> Front:
    """The front of these slots: the lead first, then by position."""
    slots = list(in_force)
    live = Edition.objects.live(shared.moment).for_cards()
    # A story stands once, whatever its slots say.
    wanted_ids = list(dict.fromkeys(slot.article_id for slot in slots))
    chosen = blocks.in_order(live, wanted_ids)
    leads = {slot.article_id for slot in slots if slot.place == SlotPlace.LEAD}
    lead = next((e for e in chosen if e.article_id in leads), None)
    rest = [edition for edition in chosen if edition is not lead]
    wanted = HIGHLIGHTS + (lead is None)
    others = live.without(e.article_id for e in chosen).newest()[:wanted]
    line = [*rest, *others]
    lead = lead or (line.pop(0) if line else None)
    highlights = line[:HIGHLIGHTS]
    on_home: dict[int, Section] = {s.pk: s for s in sections.tree(shared).on_home}
    by_section = blocks.newest_of_sections(
        list(on_home), shared.moment, without=_ids([lead, *highlights])
    )
    of_sections = [
        {"section": on_home[pk], "editions": editions}
        for pk, editions in by_section.items()
        if editions
    ]
    return Front(lead, highlights, of_sections)


def _ids(editions: list[Edition | None]) -> list[int]:
    return [edition.article_id for edition in editions if edition is not None]
