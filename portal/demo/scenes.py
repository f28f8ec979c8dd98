"""The photos of the demo: every name, and what draws it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PIL import Image, ImageOps

from portal.demo.drawing import (
    campaigns,
    ceremonies,
    checks,
    closeups,
    counters,
    destruction,
    festive,
    graphics,
    meetings,
    offices,
    outside,
    sales,
    shops,
    trade,
    unions,
)
from portal.demo.drawing.canvas import Canvas

JPEG_QUALITY = 82
LANDSCAPE, PORTRAIT = (1600, 1067), (1200, 1600)
SIZES = {"steps": PORTRAIT, "telephone": PORTRAIT, "telephone-2": PORTRAIT}

SCENES: dict[str, Callable[[Canvas], None]] = {
    "award": ceremonies.award,
    "blood-donation": offices.blood,
    "bookshop": shops.bookshop,
    "branch-meeting": meetings.branch_meeting,
    "branch-meeting-2": partial(
        meetings.branch_meeting, speaker="woman", wall="#d9e0e2", cloth="#2d5c8f"
    ),
    "branch-talk": partial(meetings.consulting, theme="party"),
    "call-centre": offices.call_centre,
    "chargers": sales.chargers,
    "consulting": meetings.consulting,
    "dashboard": closeups.dashboard,
    "destruction": destruction.destruction,
    "detergent": campaigns.detergent,
    "document": closeups.document,
    "document-2": partial(
        closeups.document,
        kind="LUẬT",
        subject="Bảo vệ quyền lợi người tiêu dùng",
        wood="#a8713f",
    ),
    "fertiliser": outside.fertiliser,
    "gas-depot": offices.gas,
    "gift-giving": offices.gift_giving,
    "gold-shop": counters.gold_shop,
    "infographic-bars": graphics.bars,
    "infographic-ring": graphics.ring,
    "launch": campaigns.launch,
    "liquor": counters.liquor,
    "livestream": sales.livestream,
    "market-hall": trade.market_hall,
    "market-hall-2": partial(trade.market_hall, mood="dawn"),
    "meat-counter": counters.meat_counter,
    "meeting-room": meetings.meeting_room,
    "meeting-room-2": partial(meetings.meeting_room, theme="bars"),
    "meeting-room-3": partial(
        meetings.meeting_room, theme="bars", wall="#d5dfe2", curtain="#27497c"
    ),
    "mooncakes": festive.mooncakes,
    "night-road": checks.night_road,
    "office": outside.office,
    "one-stop": offices.one_stop,
    "petrol": checks.petrol,
    "pharmacy": shops.pharmacy,
    "reading-corner": offices.reading_corner,
    "river-port": outside.river_port,
    "seal-tape": closeups.seal_tape,
    "shoe-warehouse": trade.shoe_warehouse,
    "signing": ceremonies.signing,
    "sports-day": unions.sports_day,
    "stand": campaigns.stand,
    "steps": graphics.steps,
    "supermarket": campaigns.supermarket,
    "sweets": shops.sweets,
    "team-map": graphics.team_map,
    "telephone": closeups.telephone,
    "telephone-2": partial(closeups.telephone, headline="TRÚNG THƯỞNG?"),
    "tet-market": festive.tet_market,
    "tobacco": closeups.tobacco,
    "training": meetings.training,
    "training-2": partial(meetings.training, theme="bars"),
    "tree-planting": unions.tree_planting,
    "volunteers": unions.leaflets,
}
# More pictures of a scene: other people, other goods. "petrol-2" is drawn as "petrol".
AGAIN: dict[str, tuple[int, ...]] = {
    "blood-donation": (2,),
    "branch-meeting": (3,),
    "branch-talk": (2,),
    "call-centre": (2,),
    "consulting": (2, 3, 4),
    "dashboard": (2,),
    "fertiliser": (2, 3),
    "gas-depot": (2,),
    "gift-giving": (2,),
    "livestream": (2,),
    "market-hall": (3, 4),
    "meat-counter": (2, 3),
    "meeting-room": (4, 5),
    "mooncakes": (2,),
    "night-road": (2,),
    "petrol": (2,),
    "reading-corner": (2,),
    "seal-tape": (2, 3, 4),
    "stand": (2,),
    "steps": (2,),
    "supermarket": (2,),
    "sweets": (2, 3),
    "tet-market": (2,),
    "tree-planting": (2,),
}
# Scenes without letters, whose second pictures are seen from the other side.
TURNED = {
    "consulting-2",
    "consulting-4",
    "fertiliser-2",
    "gift-giving-2",
    "market-hall-4",
    "meat-counter-2",
    "meeting-room-4",
    "night-road-2",
    "sweets-2",
    "tet-market-2",
}
NAMES: list[str] = sorted(
    [*SCENES, *(f"{scene}-{i}" for scene in AGAIN for i in AGAIN[scene])]
)


def draw(name: str) -> Image.Image:
    """The picture of that name: the same on every call."""
    scene = name if name in SCENES else name.rpartition("-")[0]
    canvas = Canvas(name, *SIZES.get(scene, LANDSCAPE))
    SCENES[scene](canvas)
    picture = canvas.finish()
    return ImageOps.mirror(picture) if name in TURNED else picture
