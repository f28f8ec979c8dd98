"""What unions and the youth do: trees, sports, help for traders."""

from __future__ import annotations

from portal.demo.drawing import outdoors, props, rooms
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import LEAF, LEAF_DARK
from portal.demo.drawing.looks import PLAIN, Look, some_look, someone
from portal.demo.drawing.people import Person, person
from portal.demo.drawing.trade import stall


def tree_planting(c: Canvas) -> None:
    """Young members plant saplings by the road in spring."""
    outdoors.sky(c, ("#86c5e6", "#c9e6ee", "#f8f3dd"), 560)
    outdoors.sun(c, 250, 140, 46)
    outdoors.cloud(c, 1100, 140, 120)
    outdoors.hills(c, 560, 130, "#9cc2a2")
    outdoors.ground(c, 560, "#6fa84c", "#a9cd7f")
    for x, h in ((70, 330), (240, 250), (1380, 270), (1540, 350)):
        outdoors.tree(c, x, 620, h, "#4f9a55")
    rooms.banner(c, 480, 200, 640, 110, ("TRỒNG CÂY XANH",))
    for x in (476, 1124):
        c.rect(x - 6, 190, 12, 480, "#9aa5a8")
    saplings(c)
    youth = Look(shirt="#2f62b5", trousers="#22304a", uniform=False)
    for i, x in enumerate((190, 500, 890, 1260)):
        look = some_look(c, youth, hat=("", "cap", "", "cone")[i])
        who = person(
            c,
            x,
            1000,
            600,
            look,
            ("front low", "hip down", "front low", "low front")[i],
        )
        if i % 2 == 0:
            hand = who.hand(1)
            c.line(
                [(hand[0] - 20, hand[1] - 130), (hand[0] + 50, hand[1] + 230)],
                11,
                "#8a5a30",
            )
            c.poly(
                [
                    (hand[0] + 30, hand[1] + 220),
                    (hand[0] + 74, hand[1] + 212),
                    (hand[0] + 72, hand[1] + 290),
                    (hand[0] + 50, hand[1] + 300),
                ],
                "#8d96a3",
            )


def sports_day(c: Canvas) -> None:
    """A volleyball match between unions."""
    outdoors.sky(c, outdoors.DAY, 470)
    outdoors.cloud(c, 300, 110, 110)
    outdoors.cloud(c, 1250, 150, 120)
    for x in range(-40, 1700, 150):
        outdoors.tree(c, x, 500, 240 + (x * 7) % 80, "#4f9a55")
    court(c)
    red = Look(shirt="#cf3a3a", trousers="#f1ede4", uniform=False)
    blue = Look(shirt="#2f66b0", trousers="#20283c", uniform=False)
    for i, x in enumerate((420, 800, 1180)):
        person(
            c,
            x,
            760 + (i % 2) * 20,
            430,
            some_look(c, blue),
            ("low", "raise", "front raise")[i],
        )
    net(c)
    for i, x in enumerate((300, 640, 1010, 1330)):
        arms = ("low", "raise", "reach", "low")[i]
        look = some_look(c, red)
        Person(
            c, (x, 980 + (i % 2) * 40), 560, look, left=arms, right=arms, view="back"
        ).draw()
    c.disc(712, 330, 44, 44, "#fdfaf0")
    c.arc(690, 330, 42, (-60, 60), 6, "#2f66b0")
    c.arc(736, 326, 42, (120, 240), 6, "#f2c14e")


def net(c: Canvas) -> None:
    """The net across the court."""
    for x in (70, 1530):
        c.rect(x - 8, 470, 16, 330, "#d5dade")
    for i in range(8):
        c.line([(70, 500 + i * 20), (1530, 500 + i * 20)], 2, "#ffffff", 0.75)
    for i in range(73):
        c.line([(70 + i * 20.3, 496), (70 + i * 20.3, 642)], 1.6, "#ffffff", 0.6)
    c.rect(70, 486, 1460, 14, "#fdfaf0")
    c.rect(70, 640, 1460, 6, "#fdfaf0")


def leaflets(c: Canvas) -> None:
    """Volunteers help a trader with a laptop at the edge of a market."""
    outdoors.sky(c, outdoors.DAY, 600)
    outdoors.cloud(c, 1180, 110, 110)
    outdoors.hills(c, 590, 140, "#8fb097")
    outdoors.ground(c, 600, "#cbb896", "#b3a07c")
    for x, colours in ((20, ("#2f7a5b", "#f8efe0")), (1180, ("#d2453f", "#f8efe0"))):
        stall(c, x, 330, 400, colours)
    rooms.banner(c, 440, 190, 720, 120, ("TỔ HỖ TRỢ KÊ KHAI GIÁ",))
    for x in (450, 1150):
        c.rect(x - 6, 190, 12, 640, "#9aa5a8")
    youth = Look(shirt="#2f62b5", trousers="#22304a", uniform=False)
    person(
        c,
        420,
        960,
        600,
        someone(c, hat="cone", style="bun", shirt="#b0527c"),
        "front low",
    )
    person(c, 640, 1010, 620, some_look(c, youth, style="bob"), "hold reach")
    person(c, 860, 1000, 620, some_look(c, youth, style="short"), "cross front")
    person(c, 1180, 960, 610, trader(c), "front hip")
    rooms.table(c, 400, 840, 800, 227, "#c59a66")
    props.laptop(c, 700, 850, 210, back=True)
    for x in (500, 900, 1060):
        props.paper(c, x, 858, 96, 26, lines=3)
    for i in range(4):
        c.rect(
            1010 + i * 6,
            800 - i * 9,
            120,
            40,
            ("#f3d9cf", "#d6e8d3", "#cfe1ee", "#f6efe0")[i],
        )


def trader(c: Canvas) -> Look:
    return some_look(c, PLAIN, shirt="#7f9a6a", style="short")


def saplings(c: Canvas) -> None:
    for i, x in enumerate((330, 700, 1090, 1430)):
        y = 960 + (i % 2) * 40
        c.disc(x, y, 110, 26, "#7a5636")
        c.disc(x, y - 6, 84, 18, "#5c3f27")
        c.limb((x, y - 6), (x, y - 190), 9, 6, "#6b4a33")
        for k in range(7):
            side = -1 if k % 2 else 1
            foot = (x, y - 80 - k * 18)
            rooms.leaf(
                c, foot, (x + side * 58, foot[1] - 34), 13, LEAF if k % 3 else LEAF_DARK
            )


def court(c: Canvas) -> None:
    """Spectators, and the lines of the court."""
    c.gradient(0, 470, 1600, 110, ["#b8c2c8", "#8e9aa3"])
    for i in range(64):
        x, y = i * 25 + 10, 500 + (i * 37) % 50
        c.disc(x, y + 18, 13, 16, ("#d9534a", "#3c78b8", "#f2c14e", "#f4f1ea")[i % 4])
        c.disc(x, y - 4, 8, 9, "#d9a27a")
    c.gradient(0, 580, 1600, 487, ["#d98a4f", "#c46f3a"])
    c.shape("130,640 1470,640 1600,1000 0,1000", "#3b8a6a")
    for a, b in (
        ((130, 640), (0, 1000)),
        ((1470, 640), (1600, 1000)),
        ((130, 640), (1470, 640)),
        ((0, 1000), (1600, 1000)),
    ):
        c.line([a, b], 7, "#ffffff")
