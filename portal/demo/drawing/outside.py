"""Out of doors: fields, river port, tree planting, sports, the office, leaflets."""

from __future__ import annotations

from portal.demo.drawing import outdoors, props, rooms
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import lighter, mix
from portal.demo.drawing.looks import some_look, someone
from portal.demo.drawing.people import person


def rice(c: Canvas, horizon: float, near: str, far: str) -> None:
    """Rice fields in strips that converge, and tufts close to us."""
    outdoors.ground(c, horizon, near, far)
    for i in range(-9, 10):
        c.poly(
            [
                (800 + i * 60, horizon),
                (800 + i * 60 + 14, horizon),
                (800 + i * 330 + 90, c.height),
                (800 + i * 330, c.height),
            ],
            lighter(near, 0.18),
            0.35,
        )
    for _ in range(420):
        y = horizon + (c.height - horizon) * c.chance.random() ** 0.7
        x, s = (
            c.chance.uniform(0, c.width),
            6 + 34 * (y - horizon) / (c.height - horizon),
        )
        shade = mix(near, "#d8e07a", c.chance.random() * 0.5)
        c.line(
            [(x, y), (x + c.chance.uniform(-0.5, 0.5) * s, y - s)],
            max(1.6, s * 0.09),
            shade,
            0.85,
        )


def fertiliser(c: Canvas) -> None:
    """Sacks by a field; an officer shows a label to two farmers."""
    outdoors.sky(c, ("#6db1de", "#b8dcec", "#f4efd8"), 520)
    outdoors.sun(c, 1330, 130, 46)
    outdoors.cloud(c, 420, 130, 120)
    outdoors.hills(c, 500, 90, "#9dbfa8")
    rice(c, 500, "#5f9c3d", "#9cc46a")
    for x, h in ((80, 300), (200, 240), (1500, 320), (1400, 230)):
        outdoors.palm(c, x, 520, h)
    c.shape("0,890 1600,830 1600,1067 0,1067", "#b48c5c")
    c.shape("0,890 1600,830 1600,848 0,910", "#8b6a41", 0.6)
    for row, count in enumerate((4, 3, 2)):
        for i in range(count):
            props.sack(
                c,
                1060 + i * 150 + row * 76,
                990 - row * 52,
                170,
                "#f3eee0",
                ("#2c8a5c", "#d2453f", "#2d66a3")[(i + row) % 3],
            )
    person(
        c, 260, 1000, 560, someone(c, hat="cone", style="bun", shirt="#8f5fa3"), "front"
    )
    person(
        c,
        470,
        1010,
        580,
        someone(c, hat="cone", style="short", shirt="#6d7f52"),
        "hip down",
    )
    one = person(c, 720, 1020, 640, some_look(c, style="short"), "low hold")
    hand = one.hand(1)
    props.sack(c, hand[0] + 10, hand[1] + 20, 110, "#f3eee0", "#2c8a5c")
    person(c, 930, 1000, 610, some_look(c, style="bob"), "front cross")


def river_port(c: Canvas) -> None:
    """Barges, a crane and sand heaps at dawn; a patrol boat in the foreground."""
    outdoors.sky(c, outdoors.DAWN, 560)
    outdoors.sun(c, 560, 470, 62, "#ffe3a1")
    outdoors.hills(c, 560, 80, "#6f6384")
    c.gradient(0, 556, 1600, 511, ["#e8b68a", "#a98a92", "#54628a", "#2d3f66"])
    c.soft(560, 760, 120, 330, "#ffe7b3", 0.6)
    for _ in range(150):
        y = 570 + 480 * c.chance.random()
        x, w = c.chance.uniform(0, 1600), 20 + (y - 560) * 0.22
        c.rect(
            x,
            y,
            w,
            2.4,
            "#fff0cf" if abs(x - 560) < 220 else "#cfd6e6",
            radius=1,
            alpha=0.3,
        )
    c.shape("1060,556 1160,420 1240,500 1330,430 1600,556", "#5a4c5f")
    for x, w in ((60, 330), (1110, 420)):
        barge(c, x, 610, w)
    crane(c, 1380, 600)
    c.gradient(140, 800, 700, 90, ["#f4f6f8", "#c3ccd6"])
    c.shape("90,830 900,830 830,930 190,930", "#1d3f6e")
    c.shape("90,830 900,830 894,848 98,848", "#e3b23c")
    c.rect(300, 690, 330, 140, "#eef2f5", radius=10)
    for i in range(4):
        c.rect(326 + i * 74, 712, 56, 56, "#4d7ea3", radius=6)
    c.line([(470, 690), (470, 590)], 6, "#c6ccd2")
    c.shape("470,594 540,612 470,634", "#d3222a")
    c.soft(480, 950, 500, 40, "#0f1c3a", 0.45)
    for x in (720, 800):
        person(c, x, 850, 300, some_look(c), "point hip")
    c.shape("0,1067 0,960 520,1067", "#2f2a3c")
    c.shape("1600,1067 1600,900 1040,1067", "#2f2a3c")


def barge(c: Canvas, x: float, y: float, w: float) -> None:
    c.poly(
        [(x, y), (x + w, y), (x + w * 0.92, y + 56), (x + w * 0.07, y + 56)], "#3d3a52"
    )
    c.blob(
        [
            (x + w * 0.12, y),
            (x + w * 0.35, y - 60),
            (x + w * 0.5, y - 34),
            (x + w * 0.66, y),
        ],
        "#b08a63",
    )
    c.rect(x + w * 0.74, y - 66, w * 0.16, 66, "#d9cfc6")
    c.rect(x + w * 0.77, y - 50, w * 0.1, 20, "#5b7f99")
    c.soft(x + w / 2, y + 72, w * 0.5, 18, "#1c2545", 0.5)


def crane(c: Canvas, x: float, y: float) -> None:
    for dx in (-44, 44):
        c.line([(x + dx, y), (x + dx * 0.3, y - 330)], 10, "#4b4258")
    for i in range(5):
        c.line(
            [(x - 40 + i * 5, y - i * 62), (x + 36 - i * 5, y - 46 - i * 62)],
            5,
            "#4b4258",
        )
    c.line([(x + 60, y - 360), (x - 330, y - 430)], 14, "#d97b3a")
    c.rect(x - 30, y - 372, 70, 56, "#d97b3a", radius=6)
    c.line([(x - 310, y - 426), (x - 310, y - 200)], 3, "#352f42")
    outdoors.carton(c, x - 350, y - 140, 74, 58, depth=0.18)


def office(c: Canvas) -> None:
    """The office in the morning, the flag above its roof."""
    outdoors.sky(c, ("#5d9fd6", "#a8d2ea", "#e9f0e6", "#fbead0"), 780)
    outdoors.cloud(c, 260, 180, 140)
    outdoors.cloud(c, 1320, 130, 120)
    outdoors.ground(c, 780, "#b9bec0", "#8fae7a")
    c.gradient(330, 260, 940, 540, ["#f7ecd2", "#e6d2a8"])
    c.rect(300, 236, 1000, 36, "#b5533c")
    c.shape("620,236 800,140 980,236", "#c7634a")
    for row in range(3):
        for col in range(9):
            if row == 2 and 3 <= col <= 5:
                continue
            x, y = 360 + col * 100, 300 + row * 160
            c.rect(x - 5, y - 5, 80, 110, "#fffaf0")
            c.gradient(x, y, 70, 100, ["#5d8fb4", "#9cc3d8"])
            c.shape("0,0 30,0 0,60", "#ffffff", 0.3, at=(x, y))
            c.rect(x - 10, y + 104, 90, 9, "#cbb586")
    c.gradient(636, 560, 328, 240, ["#c9b07c", "#a98d58"])
    c.rect(660, 630, 280, 170, "#3f5f78")
    c.rect(796, 630, 8, 170, "#dfe7ec")
    c.rect(600, 560, 400, 52, "#17335c", radius=4)
    c.text(800, 586, "CHI CỤC QUẢN LÝ THỊ TRƯỜNG", 22, "#ffe38a")
    c.line([(800, 140), (800, -10)], 6, "#8d96a3")
    c.curve("803,4 880,18 960,6 958,78 880,92 803,78", "#d3222a")
    rooms.star(c, 880, 48, 28)
    c.shape("620,800 980,800 1100,1067 500,1067", "#d8d4c8")
    for x, h in ((120, 380), (255, 300), (1350, 310), (1490, 390)):
        outdoors.tree(c, x, 850, h)
    for i in range(15):
        props.flowers(c, 40 + i * 38 if i < 12 else 1130 + (i - 12) * 38, 920, 56)
    for i in range(11):
        props.flowers(c, 1150 + i * 42, 920, 56)
    for i, x in enumerate((690, 860)):
        person(c, x, 985 + i * 20, 300, some_look(c), "down front")
