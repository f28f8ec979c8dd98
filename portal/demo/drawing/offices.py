"""Desks and care: hotline, one-stop counter, gifts, blood, reading corner, gas."""

from __future__ import annotations

from portal.demo.drawing import outdoors, props, rooms
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import GOLD, WOOD, darker, lighter
from portal.demo.drawing.looks import Look, some_look, someone
from portal.demo.drawing.meetings import shelf, staff
from portal.demo.drawing.people import Person, person


def call_centre(c: Canvas) -> None:
    """The hotline: headsets, monitors, a board with waiting calls."""
    rooms.room(c, "#cfdae4", "#8f9aa6", 600)
    rooms.lamps(c, (300, 800, 1300))
    rooms.screen(c, 440, 80, 720, 330, "#12315c")
    c.text(800, 150, "ĐƯỜNG DÂY NÓNG", 50, "#ffffff")
    c.text(800, 240, "1900 0000", 88, "#ffd977")
    for i in range(6):
        c.rect(490 + i * 106, 320, 92, 50, ("#2c8a5c", "#2d66a3")[i % 2], radius=8)
        c.disc(514 + i * 106, 345, 9, 9, "#8ff0b4")
        c.rect(532 + i * 106, 338, 38, 10, "#e6f1fb", radius=5)
    rooms.window(c, 90, 130, 240, 280)
    rooms.plant(c, 1330, 650, 300)
    for i, x in enumerate((260, 800, 1340)):
        who = Person(
            c,
            (x, 1060),
            640,
            staff(c, style=("bun", "short", "bob")[i]),
            left="table",
            right=("phone", "table", "phone")[i],
        )
        rooms.chair_back(c, x, 880, 210, 250, "#2b3a52")
        who.draw(legs=False)
        headset(c, who.head.x, who.head.y, who.head.u)
    rooms.table(c, -30, 810, 1660, 290, "#d8c3a2")
    for x in (60, 600, 1140):
        monitor(c, x + 20, 820)
        props.paper(c, x + 330, 832, 110, 28, lines=3)
        c.disc(x + 240, 838, 52, 12, "#20242d")
        c.rect(x + 196, 806, 92, 26, "#2a2f3a", radius=10)


def headset(c: Canvas, x: float, y: float, u: float) -> None:
    c.arc(x, y - u, 7.2 * u, (190, 350), 1.2 * u, "#20242d")
    for side in (-1, 1):
        c.rect(
            x + side * 6.2 * u - 1.4 * u,
            y - 1.6 * u,
            2.8 * u,
            4.6 * u,
            "#20242d",
            radius=u,
        )
    c.line(
        [
            (x - 6 * u, y + 2.6 * u),
            (x - 4.6 * u, y + 6.2 * u),
            (x - 1.6 * u, y + 6.4 * u),
        ],
        u * 0.7,
        "#20242d",
    )


def monitor(c: Canvas, x: float, y: float) -> None:
    """The back of a monitor on a desk."""
    c.shadow(x + 70, y + 12, 90, 14)
    c.rect(x + 56, y - 40, 28, 48, "#8d96a3")
    c.rect(x + 20, y + 4, 100, 12, "#a9b1bd", radius=6)
    c.gradient(x - 50, y - 170, 240, 140, ["#3a4250", "#232936"])
    c.disc(x + 70, y - 100, 13, 13, "#6d7885")


def one_stop(c: Canvas) -> None:
    """The one-stop counter: a citizen hands in papers; a screen shows the queue."""
    rooms.room(c, "#e8e2d4", "#b9ae9c", 620)
    rooms.lamps(c, (300, 800, 1300))
    c.gradient(160, 70, 1280, 110, ["#b3202b", "#9a1822"])
    c.text(800, 125, "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", 46, "#ffe38a")
    for i in range(3):
        x = 250 + i * 400
        c.rect(x, 220, 300, 90, "#12315c", radius=8)
        c.text(x + 150, 265, f"QUẦY SỐ {i + 1}", 40, "#ffffff")
    for i, x in enumerate((400, 800, 1200)):
        Person(
            c,
            (x, 1000),
            580,
            staff(c, style=("bob", "short", "bun")[i]),
            left="table",
            right=("reach", "table", "front")[i],
        ).draw(legs=False)
    rooms.table(c, 100, 740, 1400, 260, "#c9a777")
    for x in (310, 710, 1110):
        monitor(c, x - 150, 752)
        props.paper(c, x + 120, 764, 100, 28, lines=4)
    for x in (600, 1000):
        c.poly([(x - 8, 500), (x + 8, 500), (x + 8, 745), (x - 8, 745)], "#dfeff4", 0.8)
    Person(
        c, (560, 1290), 760, someone(c, style="long", shirt="#d9a08a"), view="back"
    ).draw()
    Person(
        c, (1090, 1300), 780, someone(c, style="short", shirt="#7d9cc0"), view="back"
    ).draw()
    props.paper(c, 690, 800, 120, 40, lines=4)
    rooms.plant(c, 70, 1020, 330)
    rooms.plant(c, 1540, 1020, 330)


def gift_giving(c: Canvas) -> None:
    """A visit to a family: gifts, a tea table, an altar shelf with flowers behind."""
    rooms.room(c, "#efdcb8", "#a5683c", 640)
    rooms.window(c, 1180, 130, 300, 330)
    rooms.frame(c, 180, 110, 260, 200, "#f4e3bd")
    rooms.star(c, 310, 200, 54, "#c4272e")
    c.rect(540, 300, 460, 26, darker(WOOD, 0.2))
    c.rect(560, 326, 20, 70, darker(WOOD, 0.3))
    c.rect(960, 326, 20, 70, darker(WOOD, 0.3))
    props.flowers(c, 640, 302, 90)
    props.flowers(c, 900, 302, 90)
    c.gradient(730, 190, 80, 112, ["#d8ae48", "#a87a22"])
    elder = someone(c, style="bun", shirt="#6b4a7d", hair="#c9c6c2")
    one = person(c, 1000, 1000, 560, elder, "reach hold")
    old_man = someone(c, style="short", shirt="#8a9a83", hair="#d5d2cd")
    person(c, 1230, 1010, 590, old_man, "front")
    two = person(c, 730, 1010, 620, some_look(c, style="bob", hat=""), "hold reach")
    person(c, 480, 1000, 640, some_look(c, style="short", hat=""), "front")
    person(c, 270, 1010, 610, some_look(c, style="long", hat=""), "front hold")
    present(c, (one.hand(-1)[0] + two.hand(1)[0]) / 2, one.hand(-1)[1] - 10)
    rooms.table(c, 1330, 860, 330, 170, WOOD)
    for x in (1400, 1460, 1520):
        props.glass(c, x, 876, 36)
    c.curve("1560,870 1562,820 1600,806 1640,820 1640,870", "#2d66a3")


def present(c: Canvas, x: float, y: float) -> None:
    c.gradient(x - 76, y - 66, 152, 110, ["#d94a4a", "#b02a33"])
    c.rect(x - 12, y - 66, 24, 110, GOLD)
    c.rect(x - 76, y - 20, 152, 18, GOLD)
    c.curve("0,-64 -44,-104 -50,-64", lighter(GOLD, 0.2), at=(x, y))
    c.curve("0,-64 44,-104 50,-64", lighter(GOLD, 0.2), at=(x, y))


def blood(c: Canvas) -> None:
    """Donors on couches, a nurse, a poster with a red drop."""
    rooms.room(c, "#e8f0f3", "#aebcc4", 620)
    rooms.lamps(c, (300, 800, 1300))
    rooms.banner(c, 440, 60, 720, 120, ("GIỌT HỒNG TRAO ĐI",))
    c.curve("800,250 866,376 830,440 770,440 734,376", "#d3222a")
    c.curve("776,340 790,360 776,410 756,384", "#f2767b", 0.8)
    rooms.window(c, 140, 180, 250, 280)
    rooms.window(c, 1210, 180, 250, 280)
    nurse = Look(shirt="#f7fafb", trousers="#dfe7ea", uniform=False, sleeves="long")
    person(c, 590, 900, 560, some_look(c, nurse, style="bun"), "low front")
    person(c, 1300, 900, 560, some_look(c, nurse, style="bob"), "low hold")
    for x, shirt in ((120, "#7e978f"), (960, "#7d9cc0")):
        couch(c, x, 960, shirt)


def couch(c: Canvas, x: float, y: float, shirt: str) -> None:
    """Somebody lying on a couch with one arm out, and a drip stand."""
    c.shadow(x + 260, y + 70, 330, 30)
    for dx in (50, 470):
        c.rect(x + dx, y, 16, 76, "#8d96a3")
    c.shape("-10,-90 120,-20 540,-20 540,14 100,14 -40,-60", "#4d8a86", at=(x, y))
    c.limb((x + 90, y - 78), (x + 260, y - 46), 96, 84, shirt)
    c.limb((x + 260, y - 44), (x + 400, y - 44), 74, 60, "#21385a")
    c.limb((x + 400, y - 44), (x + 520, y - 40), 56, 44, "#1b2e4c")
    c.disc(x + 530, y - 52, 20, 32, "#1c1b22")
    c.disc(x + 26, y - 116, 46, 48, "#e8b48c")
    c.curve("-22,-100 -16,-156 34,-168 60,-140 20,-136", "#221c1e", at=(x, y))
    c.limb((x + 120, y - 60), (x + 250, y + 6), 40, 30, "#e8b48c")
    c.rect(x + 176, y - 40, 30, 34, "#f7fafb", radius=4)
    c.line([(x + 300, y + 70), (x + 300, y - 260)], 7, "#a9b1bd")
    c.rect(x + 276, y - 262, 52, 76, "#c4272e", radius=12)
    c.rect(x + 284, y - 254, 36, 22, "#f6efe0", radius=4)
    c.line([(x + 300, y - 186), (x + 270, y - 80), (x + 196, y - 20)], 5, "#b02a33")


def reading_corner(c: Canvas) -> None:
    """Members read together in a corner with books, a lotus and morning light."""
    rooms.room(c, "#efe2c6", "#a9774a", 640)
    rooms.window(c, 90, 120, 330, 350)
    shelf(c, 1000, 100, 520, 500)
    c.rect(520, 90, 400, 100, "#a81c26", radius=4)
    c.text(720, 140, "HỌC VÀ LÀM THEO BÁC", 31, "#ffe38a")
    rooms.frame(c, 560, 230, 320, 230, "#fbf3df")
    lotus(c, 720, 400, 84)
    rooms.plant(c, 930, 700, 240)
    for i, x in enumerate((330, 640, 950, 1240)):
        rooms.chair_back(c, x, 830, 190, 230, "#7a4f2c")
        Person(
            c,
            (x, 1090),
            620,
            staff(c),
            left="hold",
            right="hold",
            turn=(1, 0, 0, -1)[i],
        ).draw(legs=False)
    rooms.table(c, 110, 830, 1400, 250, WOOD)
    for i, x in enumerate((330, 640, 950, 1240)):
        open_book(c, x, 800, ("#a81c26", "#2e6ca4")[i % 2])
    lotus(c, 800, 870, 70)
    c.gradient(770, 868, 60, 60, ["#dfeef5", "#9cc0d0"])


def lotus(c: Canvas, x: float, y: float, s: float) -> None:
    c.line([(x, y), (x, y - s * 0.5)], s * 0.06, "#4d8a4f")
    c.curve("-1,0 -0.5,-0.2 0,0 -0.5,0.12", "#5d9a5a", at=(x, y), scale=s)
    for dx, lean in ((-0.5, -0.55), (0.5, 0.55), (-0.26, -0.28), (0.26, 0.28), (0, 0)):
        tip = (x + (dx + lean * 0.5) * s, y - s * (1.25 - abs(dx) * 0.6))
        c.blob(
            [
                (x, y - s * 0.45),
                (x + (dx - 0.2) * s, y - s * 0.8),
                tip,
                (x + (dx + 0.2) * s, y - s * 0.8),
            ],
            "#f3a6bd" if dx else "#f9cbd8",
        )


def open_book(c: Canvas, x: float, y: float, cover: str) -> None:
    c.shape("-84,-44 0,-30 84,-44 92,44 0,56 -92,44", cover, at=(x, y))
    for side in (-1, 1):
        c.poly(
            [
                (x, y - 34),
                (x + side * 78, y - 48),
                (x + side * 85, y + 36),
                (x, y + 48),
            ],
            "#fffaf0" if side < 0 else "#efe6d4",
        )
        for i in range(4):
            c.line(
                [(x + side * 12, y - 16 + i * 15), (x + side * 66, y - 26 + i * 15)],
                3,
                "#b9a88c",
            )


def gas(c: Canvas) -> None:
    """Gas cylinders in a depot; officers check seals."""
    rooms.room(c, "#cdd3d2", "#a3a19a", 620)
    for i in range(12):
        c.line([(i * 150, 0), (i * 150, 606)], 3, "#9ba3a3", 0.6)
    c.rect(90, 80, 380, 150, "#f0b93a", radius=8)
    c.text(280, 130, "CẤM LỬA", 58, "#a3262c")
    c.rect(140, 180, 280, 12, "#a3262c", radius=6)
    for row, (y, size, count) in enumerate(((720, 180, 13), (800, 210, 12))):
        for i in range(count):
            cylinder(
                c,
                60 + i * 128 + row * 50,
                y,
                size,
                ("#2f66b0", "#c4272e", "#8d96a3", "#2c8a5c")[(i // 3) % 4],
            )
    one = person(c, 620, 1030, 680, some_look(c, style="short"), "front cross")
    props.clipboard(c, one.hand(1)[0], one.hand(1)[1] - 30, 80)
    person(c, 1010, 1030, 660, some_look(c, style="long"), "low hip")
    for i in range(3):
        cylinder(c, 160 + i * 150, 1056, 260, ("#2f66b0", "#8d96a3", "#c4272e")[i])
    outdoors.cone(c, 1440, 1040, 150)


def cylinder(c: Canvas, x: float, y: float, h: float, colour: str) -> None:
    w = h * 0.52
    c.shadow(x, y, w * 0.7, h * 0.08)
    shades = [
        darker(colour, 0.35),
        colour,
        lighter(colour, 0.35),
        colour,
        darker(colour, 0.4),
    ]
    c.disc(x, y - h * 0.72, w / 2, h * 0.14, colour)
    c.gradient(x - w / 2, y - h * 0.72, w, h * 0.62, shades, sideways=True)
    c.disc(x, y - h * 0.1, w / 2, h * 0.09, darker(colour, 0.3))
    c.rect(x - w * 0.36, y - h * 0.08, w * 0.72, h * 0.08, darker(colour, 0.5))
    for side in (-1, 1):
        c.line(
            [(x + side * w * 0.3, y - h * 0.8), (x + side * w * 0.3, y - h * 0.98)],
            h * 0.04,
            darker(colour, 0.2),
        )
    c.line(
        [(x - w * 0.3, y - h * 0.98), (x + w * 0.3, y - h * 0.98)],
        h * 0.05,
        darker(colour, 0.1),
    )
    c.rect(x - w * 0.1, y - h * 0.95, w * 0.2, h * 0.12, GOLD, radius=3)
