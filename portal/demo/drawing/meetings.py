"""Meetings: the hall, the branch, a signing, a class, an award, a Party congress."""

from __future__ import annotations

from portal.demo.drawing import props, rooms
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import (
    GOLD,
    WOOD,
    WOOD_DARK,
    darker,
    lighter,
    mix,
)
from portal.demo.drawing.looks import OFFICER, Look, some_look, someone
from portal.demo.drawing.people import Person, from_behind, person

JACKET = Look(
    shirt="#27334d", trousers="#1d2740", uniform=False, sleeves="long", extra="jacket"
)


def staff(c: Canvas, **changes: str) -> Look:
    """An officer indoors: without a cap."""
    return some_look(c, OFFICER, hat="", **changes)


def audience(
    c: Canvas, y: float, count: int, h: float, *, chairs: str = "#8d2f33"
) -> None:
    """A row of backs in front of us, the chairs before them."""
    gap = (c.width + 120) / count
    for i in range(count):
        x = -60 + gap * (i + 0.5) + c.chance.uniform(-14, 14)
        look = staff(c) if c.chance.random() < 0.7 else someone(c)
        from_behind(c, x, y + h * 0.5, h, look)
        rooms.chair_back(c, x, y + h * 0.26, h * 0.3, h * 0.3, chairs)


def seated(c: Canvas, xs: list[float], edge: float, h: float) -> None:
    """People behind a table whose top begins at edge."""
    for i, x in enumerate(xs):
        rooms.chair_back(c, x, edge + 20, h * 0.34, h * 0.42, "#5d3a22")
        arms = ("table", "front", "chin", "cross")[(i + c.chance.randrange(4)) % 4]
        turn = c.chance.choice((-1, 0, 1))
        Person(
            c, (x, edge + h * 0.6), h, staff(c), left=arms, right="table", turn=turn
        ).draw(legs=False)


def table_set(c: Canvas, xs: list[float], y: float) -> None:
    """Papers, glasses and microphones along a table."""
    for i, x in enumerate(xs):
        props.paper(c, x, y + 14, 84, 24, lines=3)
        props.glass(c, x + 62, y + 16, 34)
        if i % 2 == 0:
            props.microphone(c, x - 60, y + 16, 62)


def meeting_room(
    c: Canvas, theme: str = "map", wall: str = "#e3d9c6", curtain: str = "#8f2029"
) -> None:
    """A conference: a screen, a long table, officers facing us, backs before us."""
    rooms.room(c, wall, "#b98f63", 600)
    rooms.lamps(c, (320, 800, 1280))
    rooms.drape(c, 0, 40, 190, 560, curtain, 6)
    rooms.drape(c, 1410, 40, 190, 560, curtain, 6)
    rooms.screen(c, 500, 90, 600, 320)
    chart(c, 500, 90, theme)
    rooms.flag(c, 350, 610, 430)
    rooms.flag(c, 1250, 610, 430, party=True)
    xs = [300.0, 500, 700, 900, 1100, 1300]
    seated(c, xs, 590, 430)
    rooms.table(c, 170, 600, 1260, 190)
    table_set(c, xs, 602)
    props.flowers(c, 800, 640, 90)
    rooms.plant(c, 110, 720, 230)
    rooms.plant(c, 1500, 720, 230)
    audience(c, 965, 8, 470)


def chart(c: Canvas, x: float, y: float, theme: str) -> None:
    """What the wall screen shows: bars, a flowing map, or the plan of a class."""
    if theme == "map":
        c.curve(
            "60,70 180,40 280,100 240,210 150,280 70,220", "#7fb8e6", 0.9, at=(x, y)
        )
        c.curve("150,130 240,110 220,200 150,240", "#f2c14e", 0.95, at=(x, y))
        left = x + 330
    else:
        for i in range(7):
            height = 60 + 150 * c.chance.random()
            c.rect(
                x + 60 + i * 38,
                y + 270 - height,
                26,
                height,
                "#f2c14e" if i == 4 else "#8cc4ee",
            )
        c.line([(x + 46, y + 272), (x + 340, y + 272)], 3, "#e6f1fb")
        left = x + 370
    for i in range(5):
        c.rect(
            left,
            y + 74 + i * 40,
            180 - 34 * (i % 3),
            12,
            "#e6f1fb",
            radius=6,
            alpha=0.85,
        )


def branch_meeting(
    c: Canvas, speaker: str = "man", wall: str = "#e9dcc0", cloth: str = "#c23239"
) -> None:
    """A Party branch: red drapes, the star, a lectern, members at the table."""
    rooms.room(c, wall, "#a9774a", 610)
    rooms.drape(c, 330, 30, 940, 580, "#a81c26", 22)
    rooms.star(c, 560, 190, 74)
    rooms.sickle(c, 1040, 190, 62)
    c.text(800, 330, "SINH HOẠT CHI BỘ", 54, "#ffe38a")
    c.rect(600, 378, 400, 4, GOLD)
    rooms.frame(c, 60, 120, 190, 250)
    c.text(155, 200, "HỌC TẬP", 24, "#a3262c")
    for i in range(4):
        c.rect(95, 236 + i * 26, 120 - 22 * (i % 2), 8, "#b9a88c", radius=4)
    rooms.window(c, 1360, 130, 180, 260)
    rooms.plant(c, 290, 640, 200)
    look = staff(c, style="short" if speaker == "man" else "bun")
    person(c, 1130, 900, 560, look, "low table")
    lectern(c, 1130, 950)
    seated(c, [470, 640, 810], 610, 420)
    rooms.cloth_table(c, 370, 615, 560, 190, cloth)
    table_set(c, [470, 640, 810], 616)
    props.flowers(c, 560, 642, 70)
    audience(c, 985, 7, 480, chairs="#6d4a2d")


def lectern(c: Canvas, x: float, y: float) -> None:
    c.shadow(x, y, 120, 24)
    c.gradient(x - 84, y - 300, 168, 300, [lighter(WOOD, 0.1), darker(WOOD, 0.2)])
    c.rect(x - 66, y - 250, 132, 200, darker(WOOD, 0.12), radius=4)
    c.shape("-112,-300 112,-300 92,-336 -92,-336", lighter(WOOD, 0.3), at=(x, y))
    rooms.star(c, x, y - 160, 44, GOLD)
    props.microphone(c, x + 40, y - 318, 80)
    props.paper(c, x - 20, y - 318, 90, 22, lines=2)


def training(c: Canvas, theme: str = "shops") -> None:
    """A class at computers; a teacher points at the screen."""
    rooms.room(c, "#d5dfe4", "#9fa7ad", 560)
    rooms.lamps(c, (300, 800, 1300))
    if theme == "shops":
        shop_search(c)
    else:
        rooms.screen(c, 400, 80, 680, 360)
        chart(c, 440, 110, theme)
    style = "bob" if theme == "shops" else "short"
    person(c, 1270, 830, 560, staff(c, style=style), "point hip")
    rooms.plant(c, 120, 650, 250)
    for row, (y, h, count) in enumerate(((700, 350, 4), (900, 520, 4))):
        gap = (1130 if row == 0 else c.width) / count
        rooms.table(c, -30, y - 34, gap * count + 20, 150, "#b9a58c")
        for i in range(count):
            x = gap * (i + 0.5)
            props.laptop(c, x, y - 26, h * 0.42)
            from_behind(c, x, y + h * 0.42, h, staff(c))
            rooms.chair_back(c, x, y + h * 0.22, h * 0.28, h * 0.26, "#2f5f8c")


def shop_search(c: Canvas) -> None:
    """A wall screen with web shops under a magnifying glass."""
    rooms.screen(c, 360, 80, 760, 380, "#f2f6fa")
    for row in range(2):
        for col in range(4):
            x, y = 400 + col * 178, 116 + row * 168
            c.rect(x, y, 150, 146, "#ffffff", radius=8)
            c.rect(
                x + 10,
                y + 10,
                130,
                82,
                ("#f3c8b5", "#bfd9ee", "#cfe5c4", "#f3dfa4")[(row + col) % 4],
                radius=5,
            )
            c.rect(x + 10, y + 104, 100, 9, "#9aa5b5", radius=4)
            c.rect(x + 10, y + 122, 56, 10, "#d2533f", radius=4)
    c.disc(732, 320, 92, 92, "#1f4e86", 0.18)
    c.arc(732, 320, 92, (0, 360), 10, "#1f4e86")
    c.line([(800, 386), (866, 452)], 20, "#1f4e86")


def consulting(c: Canvas, theme: str = "") -> None:
    """A quiet talk over papers: a section at work round a table."""
    rooms.room(c, "#dcd6c8", "#a98a66", 620)
    rooms.window(c, 120, 110, 300, 330)
    shelf(c, 1060, 110, 420, 440)
    if theme == "party":
        rooms.drape(c, 500, 90, 480, 420, "#a81c26", 12)
        rooms.star(c, 620, 210, 56)
        rooms.sickle(c, 860, 210, 46)
        c.text(740, 330, "HỌP CHI BỘ", 44, "#ffe38a")
    else:
        rooms.frame(c, 560, 120, 360, 240, "#e9f0ea")
        for i in range(5):
            c.rect(600, 160 + i * 36, 260 - 40 * (i % 3), 12, "#8aa79c", radius=6)
    for i, x in enumerate((360, 590, 830, 1070, 1270)):
        Person(
            c,
            (x, 1085),
            590,
            staff(c),
            left=("front", "chin", "table", "cross", "table")[i],
            right=("table", "table", "point", "table", "hip")[i],
            turn=1 - i * 0.5,
        ).draw(legs=False)
    rooms.table(c, 150, 770, 1300, 297, mix(WOOD, "#d9b07c", 0.3))
    for x in (330, 560, 1080, 1290):
        props.paper(c, x, 790, 120, 30, lines=4)
    props.laptop(c, 820, 778, 190, back=True)
    props.glass(c, 690, 800, 44)
    props.glass(c, 980, 800, 44)


def shelf(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    """A bookcase with files of several colours."""
    c.rect(x - 12, y - 12, w + 24, h + 24, WOOD_DARK)
    c.rect(x, y, w, h, darker(WOOD_DARK, 0.35))
    for row in range(4):
        low, left = y + h / 4 * (row + 1) - 10, x + 10.0
        while left < x + w - 34:
            width = c.chance.choice((20, 26, 32))
            tall = h / 4 * c.chance.uniform(0.62, 0.84)
            colour = c.chance.choice(
                ("#3c6c9c", "#b5463c", "#d7a441", "#5a8a63", "#e6dfce")
            )
            c.rect(left, low - tall, width - 2, tall, colour, radius=2)
            c.rect(
                left + 4,
                low - tall * 0.74,
                width - 10,
                tall * 0.2,
                "#f6f0e2",
                alpha=0.85,
            )
            left += width
        c.rect(x - 6, low, w + 12, 11, lighter(WOOD_DARK, 0.12))
