"""The home page: what leads, what is new, and a block for each section."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.enums import SlotPlace
from news.models.edition import Edition
from news.models.frontpage import FrontPageSlot
from news.site import blocks, sections
from news.site.moment import PublicRequest
from news.site.paging import is_first_page, keyset_page

HIGHLIGHTS = 4


@require_safe
def home(request: PublicRequest) -> HttpResponse:
    tree = sections.load()
    front = _front(request, tree) if is_first_page(request) else {}
    live = Edition.objects.live(request.moment)
    context = {
        "menu": tree.menu,
        "is_first_page": is_first_page(request),
        "page": keyset_page(request, live.without(_article_ids(front))),
        **front,
        **blocks.rankings(request.moment),
    }
    return render(request, "portal/home.html", context)


def _front(request: PublicRequest, tree: sections.Sections) -> dict[str, Any]:
    """Lead, highlights and section blocks; no story stands twice among them."""
    slots = list(FrontPageSlot.objects.current(request.moment))
    live = Edition.objects.live(request.moment)
    chosen = blocks.in_order(live, [slot.article_id for slot in slots])
    leads = {slot.article_id for slot in slots if slot.place == SlotPlace.LEAD}
    lead = next((e for e in chosen if e.article_id in leads), None)
    rest = [edition for edition in chosen if edition is not lead]
    wanted = HIGHLIGHTS + (lead is None)
    newest = live.without(e.article_id for e in chosen).newest()[:wanted]
    line = [*rest, *newest]
    lead = lead or (line.pop(0) if line else None)
    highlights = line[:HIGHLIGHTS]
    shown = [edition.article_id for edition in [*filter(None, [lead]), *highlights]]
    on_home = {section.pk: section for section in tree.on_home}
    newest_by_section = blocks.newest_of_sections(
        list(on_home), request.moment, without=shown
    )
    return {
        "lead": lead,
        "highlights": highlights,
        "sections": [
            {"section": on_home[pk], "editions": editions}
            for pk, editions in newest_by_section.items()
            if editions
        ],
    }


def _article_ids(front: dict[str, Any]) -> list[int]:
    """The stories that the front page shows above the newest."""
    lead = [front["lead"]] if front.get("lead") else []
    in_blocks = [e for block in front.get("sections", []) for e in block["editions"]]
    return [e.article_id for e in [*lead, *front.get("highlights", []), *in_blocks]]
