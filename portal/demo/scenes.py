"""The photos of the demo: every name, and what draws it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PIL import Image

from portal.demo.drawing import (
    campaigns,
    checks,
    closeups,
    graphics,
    meetings,
    offices,
    outside,
    shops,
    trade,
)
from portal.demo.drawing.canvas import Canvas

JPEG_QUALITY = 82
LANDSCAPE, PORTRAIT = (1600, 1067), (1200, 1600)
SIZES = {"steps": PORTRAIT, "telephone": PORTRAIT}

SCENES: dict[str, Callable[[Canvas], None]] = {
    "award": meetings.award,
    "blood-donation": offices.blood,
    "bookshop": shops.bookshop,
    "branch-meeting": meetings.branch_meeting,
    "branch-meeting-2": partial(meetings.branch_meeting, speaker="woman"),
    "branch-meeting-3": meetings.branch_meeting,
    "call-centre": offices.call_centre,
    "chargers": checks.chargers,
    "consulting": meetings.consulting,
    "consulting-2": meetings.consulting,
    "dashboard": closeups.dashboard,
    "destruction": checks.destruction,
    "detergent": campaigns.detergent,
    "document": closeups.document,
    "fertiliser": outside.fertiliser,
    "gas-depot": offices.gas,
    "gift-giving": offices.gift_giving,
    "gold-shop": shops.gold_shop,
    "infographic-bars": graphics.bars,
    "infographic-ring": graphics.ring,
    "launch": campaigns.launch,
    "liquor": shops.liquor,
    "livestream": checks.livestream,
    "market-hall": trade.market_hall,
    "market-hall-2": partial(trade.market_hall, mood="dawn"),
    "meat-counter": shops.meat_counter,
    "meeting-room": meetings.meeting_room,
    "meeting-room-2": partial(meetings.meeting_room, theme="bars"),
    "meeting-room-3": partial(meetings.meeting_room, theme="bars"),
    "mooncakes": shops.mooncakes,
    "night-road": checks.night_road,
    "office": outside.office,
    "one-stop": offices.one_stop,
    "petrol": checks.petrol,
    "pharmacy": shops.pharmacy,
    "reading-corner": offices.reading_corner,
    "river-port": outside.river_port,
    "seal-tape": closeups.seal_tape,
    "shoe-warehouse": trade.shoe_warehouse,
    "signing": meetings.signing,
    "sports-day": outside.sports_day,
    "stand": campaigns.stand,
    "steps": graphics.steps,
    "supermarket": campaigns.supermarket,
    "sweets": shops.sweets,
    "team-map": graphics.team_map,
    "telephone": closeups.telephone,
    "tet-market": trade.tet_market,
    "tobacco": closeups.tobacco,
    "training": meetings.training,
    "training-2": meetings.training,
    "tree-planting": outside.tree_planting,
    "volunteers": outside.leaflets,
}
NAMES: list[str] = sorted(SCENES)


def draw(name: str) -> Image.Image:
    """The picture of that name: the same on every call."""
    canvas = Canvas(name, *SIZES.get(name, LANDSCAPE))
    SCENES[name](canvas)
    return canvas.finish()
