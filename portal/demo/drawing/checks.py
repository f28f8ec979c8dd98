"""Inspections: petrol, night road, destruction, fields, chargers, live sales."""

from __future__ import annotations

from portal.demo.drawing import outdoors, props, rooms
from portal.demo.drawing.canvas import Canvas
from portal.demo.drawing.colours import darker, lighter
from portal.demo.drawing.looks import some_look, someone
from portal.demo.drawing.people import Person, person


def petrol(c: Canvas) -> None:
    """A forecourt: pumps, a measuring can, officers reading it."""
    outdoors.sky(c, outdoors.DAY, 640)
    outdoors.cloud(c, 250, 120, 110)
    outdoors.cloud(c, 1320, 200, 90)
    outdoors.hills(c, 640, 110, "#8fb097")
    for x in (60, 1480, 1560):
        outdoors.tree(c, x, 650, 220)
    outdoors.ground(c, 640, "#b9bdc0", "#9aa0a5")
    c.poly([(60, 230), (1540, 230), (1600, 300), (0, 300)], "#eef1f3")
    c.gradient(0, 296, 1600, 70, ["#1f6b8f", "#17557a"])
    c.text(800, 331, "CỬA HÀNG XĂNG DẦU", 44, "#ffffff")
    c.rect(0, 366, 1600, 10, "#f0b93a")
    c.poly([(60, 376), (1540, 376), (1440, 420), (160, 420)], "#5d7280", 0.55)
    for x in (240, 1340):
        c.gradient(x, 376, 46, 350, ["#dfe5e8", "#aab4ba"], sideways=True)
    c.rect(560, 470, 480, 190, "#e9eef0")
    c.rect(600, 500, 180, 160, "#7fa9bf")
    c.rect(820, 500, 180, 110, "#9cc3d6")
    c.poly([(0, 760), (1600, 760), (1600, 800), (0, 800)], "#8e959a", 0.5)
    pump(c, 330, 860, "#d2453f")
    pump(c, 1100, 850, "#2f7a5b")
    motorbike(c, 1390, 880)
    one = person(c, 640, 1010, 640, some_look(c, style="short"), "reach front")
    props.clipboard(c, one.hand(1)[0], one.hand(1)[1] - 26, 74)
    person(c, 960, 1005, 620, some_look(c, style="bob"), "low chin")
    measuring_can(c, 800, 1030)


def pump(c: Canvas, x: float, y: float, colour: str) -> None:
    """A fuel pump; (x, y) is the middle of its foot."""
    c.shadow(x, y, 130, 26)
    c.rect(x - 100, y - 26, 200, 30, "#c9ced1", radius=4)
    c.gradient(x - 78, y - 380, 156, 360, [lighter(colour, 0.12), darker(colour, 0.14)])
    c.rect(x + 52, y - 380, 26, 360, darker(colour, 0.4), alpha=0.4)
    c.rect(x - 60, y - 356, 120, 96, "#dfe9e2", radius=6)
    for i, words in enumerate(("20,00", "1.000")):
        c.rect(x - 50, y - 346 + i * 42, 100, 34, "#1f3a30", radius=3)
        c.text(x, y - 329 + i * 42, words, 24, "#8ff0b4")
    c.rect(x - 60, y - 240, 120, 60, "#f6f1e2", radius=4)
    c.rect(x - 46, y - 226, 92, 10, "#c4272e")
    c.rect(x - 46, y - 206, 60, 8, "#8d96a3")
    c.rect(x + 74, y - 300, 22, 74, "#2a2f3a", radius=6)
    hose = [(x + 92, y - 240), (x + 132, y - 160), (x + 120, y - 60), (x + 84, y - 40)]
    c.line(hose, 11, "#23262e")


def measuring_can(c: Canvas, x: float, y: float) -> None:
    """The standard can with its graduated neck."""
    c.shadow(x, y, 100, 22)
    c.gradient(
        x - 72,
        y - 150,
        144,
        150,
        ["#8f9aa3", "#e8edf0", "#aeb8bf", "#7d8891"],
        sideways=True,
    )
    c.poly(
        [(x - 72, y - 150), (x + 72, y - 150), (x + 22, y - 210), (x - 22, y - 210)],
        "#c6ced3",
    )
    c.gradient(
        x - 22, y - 290, 44, 82, ["#9fb2bd", "#f3f8fa", "#9fb2bd"], sideways=True
    )
    c.rect(x - 12, y - 280, 24, 66, "#f4c64a", alpha=0.9)
    for i in range(7):
        c.line(
            [(x - 12, y - 276 + i * 10), (x - (2 if i % 2 else -4), y - 276 + i * 10)],
            2,
            "#23262e",
        )
    c.poly(
        [(x - 44, y - 318), (x + 44, y - 318), (x + 22, y - 288), (x - 22, y - 288)],
        "#b7c1c8",
    )
    c.line(
        [(x - 70, y - 120), (x - 108, y - 96), (x - 108, y - 44), (x - 70, y - 24)],
        10,
        "#6d7881",
    )
    c.rect(x - 42, y - 104, 84, 50, "#17557a", radius=4)
    c.text(x, y - 79, "20 LÍT", 24, "#ffffff")


def motorbike(c: Canvas, x: float, y: float) -> None:
    c.shadow(x, y, 160, 24)
    for dx in (-96, 96):
        c.disc(x + dx, y - 48, 50, 50, "#23262e")
        c.disc(x + dx, y - 48, 32, 32, "#b7c1c8")
        c.disc(x + dx, y - 48, 10, 10, "#4a4f57")
    c.blob(
        [
            (x - 110, y - 96),
            (x - 30, y - 132),
            (x + 40, y - 100),
            (x + 90, y - 150),
            (x + 116, y - 96),
            (x + 30, y - 50),
            (x - 60, y - 56),
        ],
        "#b5403a",
    )
    c.blob(
        [(x - 120, y - 128), (x - 30, y - 142), (x + 10, y - 122), (x - 60, y - 112)],
        "#23262e",
    )
    c.line([(x + 90, y - 60), (x + 66, y - 190), (x + 40, y - 198)], 10, "#4a4f57")
    c.disc(x + 92, y - 150, 15, 17, "#fff3cc")


def night_road(c: Canvas) -> None:
    """A lorry stopped at night: headlamps, torches, cones, open doors with cartons."""
    outdoors.sky(c, outdoors.NIGHT, 560)
    for _ in range(70):
        c.disc(
            c.chance.uniform(0, 1600),
            c.chance.uniform(0, 380),
            1.6,
            1.6,
            "#ffffff",
            0.7,
        )
    c.soft(1330, 130, 130, 130, "#fdf3cf", 0.5)
    c.disc(1330, 130, 44, 44, "#fdf3cf")
    outdoors.hills(c, 570, 130, "#17264a")
    outdoors.ground(c, 560, "#28334d", "#1b2744")
    outdoors.road(c, 560, 640, -260, 1900)
    for x, h in ((250, 360), (420, 240), (1500, 420)):
        c.line([(x, 650), (x, 650 - h), (x + 60, 650 - h - 14)], 8, "#59647c")
        c.soft(x + 64, 650 - h, 130, 110, "#ffd98a", 0.5)
        c.disc(x + 64, 650 - h - 6, 12, 8, "#fff3cc")
    lorry(c, 900, 860)
    c.poly([(260, 700), (-60, 1067), (560, 1067)], "#fff0b8", 0.1)
    one = person(c, 440, 1000, 640, some_look(c, style="short"), "low reach")
    hand = one.hand(1)
    c.poly(
        [(hand[0], hand[1]), (920, hand[1] - 190), (930, hand[1] + 120)], "#fff3c0", 0.3
    )
    c.limb(hand, (hand[0] + 40, hand[1] - 4), 12, 20, "#20242d")
    two = person(c, 720, 1010, 640, some_look(c, style="long"), "front cross")
    props.clipboard(c, two.hand(1)[0], two.hand(1)[1] - 28, 74)
    person(c, 240, 960, 570, someone(c, style="short", shirt="#8d8070"), "down front")
    for x, y, h in ((90, 1030, 120), (590, 1055, 130), (1500, 1040, 130)):
        outdoors.cone(c, x, y, h)
    vest_lights(c)


def vest_lights(c: Canvas) -> None:
    """Blue and red light from a patrol car outside the picture."""
    c.soft(0, 520, 420, 300, "#4f7dff", 0.32)
    c.soft(0, 820, 300, 240, "#ff5a5a", 0.2)


def lorry(c: Canvas, x: float, y: float) -> None:
    """The open back of a lorry full of cartons; (x, y) is its lower left."""
    c.shadow(x + 290, y + 10, 420, 44)
    c.gradient(x, y - 500, 580, 420, ["#3f6f96", "#2f5878"])
    c.gradient(x + 34, y - 466, 512, 352, ["#1a1f2c", "#3a3328"])
    c.soft(x + 290, y - 300, 260, 190, "#ffdf9e", 0.28)
    for row in range(3):
        for i in range(4):
            if row == 2 and i == 3:
                continue
            outdoors.carton(
                c, x + 50 + i * 118, y - 118 - row * 104, 100, 94, depth=0.14
            )
    for dx, tip in ((0, -120), (580, 120)):
        c.poly(
            [
                (x + dx, y - 500),
                (x + dx + tip, y - 470),
                (x + dx + tip, y - 70),
                (x + dx, y - 80),
            ],
            "#27506f",
        )
        c.line(
            [(x + dx + tip * 0.6, y - 440), (x + dx + tip * 0.6, y - 110)], 6, "#8aa3b5"
        )
    c.rect(x - 10, y - 84, 600, 34, "#20242d")
    for dx in (60, 470):
        c.rect(x + dx - 50, y - 60, 110, 76, "#15181f", radius=14)
    for dx in (20, 530):
        c.soft(x + dx + 16, y - 66, 60, 40, "#ff4a3d", 0.6)
        c.rect(x + dx, y - 76, 34, 18, "#ff6a55", radius=4)
    c.rect(x + 240, y - 78, 100, 26, "#f0e9d6", radius=3)


def destruction(c: Canvas) -> None:
    """An excavator crushes goods; officers and neighbours watch behind a tape."""
    outdoors.sky(c, ("#8db7d6", "#c9dfe8", "#f3e7cf"), 580)
    outdoors.cloud(c, 380, 130, 120)
    outdoors.hills(c, 580, 120, "#90a98c")
    outdoors.ground(c, 570, "#b28c5f", "#c7aa80")
    for _ in range(120):
        px, py = c.chance.uniform(0, 1600), c.chance.uniform(600, 1067)
        c.disc(px, py, 5, 2.5, "#8f6c46", 0.5)
    excavator(c, 1020, 800)
    rubble(c)
    c.soft(560, 700, 260, 120, "#e9d9bf", 0.75)
    c.soft(420, 640, 160, 90, "#e9d9bf", 0.55)
    for i, x in enumerate((120, 330, 1240, 1430)):
        person(
            c,
            x,
            1000 + (i % 2) * 16,
            590,
            some_look(c),
            ("front", "hip down", "cross front", "down point")[i],
        )
    c.rect(0, 930, 1600, 26, "#f5c531")
    for i in range(27):
        c.poly(
            [(i * 62, 930), (i * 62 + 30, 930), (i * 62 + 12, 956), (i * 62 - 18, 956)],
            "#20242d",
        )
    for x in (40, 800, 1560):
        c.rect(x - 8, 890, 16, 177, "#7d858d")


def excavator(c: Canvas, x: float, y: float) -> None:
    c.shadow(x + 80, y, 330, 40)
    c.rect(x - 170, y - 96, 470, 100, "#2a2d35", radius=48)
    for i in range(5):
        c.disc(x - 118 + i * 92, y - 46, 34, 34, "#6d747d")
        c.disc(x - 118 + i * 92, y - 46, 14, 14, "#3a3f48")
    c.gradient(x - 110, y - 230, 380, 136, ["#f7b733", "#d98d16"])
    c.rect(x + 110, y - 270, 160, 60, "#c97f10", radius=8)
    c.poly(
        [(x - 100, y - 226), (x - 70, y - 410), (x + 90, y - 410), (x + 100, y - 226)],
        "#f2a922",
    )
    c.poly(
        [(x - 70, y - 250), (x - 48, y - 386), (x + 62, y - 386), (x + 68, y - 250)],
        "#bfe0ee",
    )
    c.poly(
        [(x - 30, y - 386), (x + 4, y - 386), (x - 34, y - 250), (x - 66, y - 250)],
        "#ffffff",
        0.4,
    )
    arm = [(x - 90, y - 210), (x - 330, y - 520), (x - 560, y - 330)]
    c.limb(arm[0], arm[1], 62, 46, "#e39a18")
    c.limb(arm[1], arm[2], 46, 34, "#f2a922")
    c.line([(x - 170, y - 300), (x - 330, y - 470)], 12, "#8d96a3")
    c.disc(*arm[1], 20, 20, "#5a4a22")
    c.poly(
        [
            (x - 600, y - 350),
            (x - 520, y - 350),
            (x - 500, y - 250),
            (x - 560, y - 196),
            (x - 640, y - 250),
        ],
        "#4a4f57",
    )
    for i in range(4):
        c.poly(
            [
                (x - 632 + i * 34, y - 244),
                (x - 612 + i * 34, y - 236),
                (x - 620 + i * 34, y - 200),
            ],
            "#c6ccd2",
        )


def rubble(c: Canvas) -> None:
    """A heap of cartons, packets and bottles."""
    c.soft(480, 830, 420, 80, "#101830", 0.4)
    c.blob(
        [
            (160, 840),
            (260, 730),
            (400, 660),
            (520, 620),
            (640, 690),
            (760, 770),
            (840, 840),
            (500, 870),
        ],
        "#8a6a48",
    )
    for _ in range(130):
        t = c.chance.random()
        x = 500 + c.chance.uniform(-330, 330) * (1 - 0.75 * t)
        y, s = 850 - 210 * t, c.chance.uniform(18, 46)
        colour = c.chance.choice(
            (
                "#c99a62",
                "#d9b07a",
                "#c23a52",
                "#2e6ca4",
                "#3c8b62",
                "#f1e9d8",
                "#e2a63a",
            )
        )
        dx, dy = c.chance.uniform(-0.5, 0.5) * s, c.chance.uniform(0.4, 0.8) * s
        c.poly(
            [
                (x, y),
                (x + s, y + dx * 0.5),
                (x + s + dx, y - dy),
                (x + dx, y - dy - dx * 0.4),
            ],
            colour,
        )
        c.poly(
            [
                (x + s * 0.6, y),
                (x + s, y + dx * 0.5),
                (x + s + dx, y - dy),
                (x + s * 0.6 + dx, y - dy),
            ],
            darker(colour, 0.4),
            0.5,
        )


def livestream(c: Canvas) -> None:
    """A seller behind a ring light; jars on the table; comments float up the phone."""
    c.gradient(0, 0, 1600, 1067, ["#3a2350", "#7a3b6d", "#d9778a"])
    c.soft(800, 420, 560, 460, "#ffd7c2", 0.5)
    for x in range(0, 1600, 120):
        c.rect(x, 0, 3, 700, "#ffffff", alpha=0.06)
    for i in range(26):
        c.disc(60 + i * 62, 90 + (i % 2) * 26, 9, 9, "#ffe3a8")
        c.soft(60 + i * 62, 90 + (i % 2) * 26, 36, 36, "#ffe3a8", 0.3)
    for side in (70, 1270):
        for row in range(3):
            c.rect(side, 270 + row * 140, 260, 12, "#fdf3ea")
            for k in range(6):
                props.tube(
                    c,
                    side + 30 + k * 40,
                    270 + row * 140,
                    84,
                    ("#f2a7b5", "#fdf3ea", "#a9d6d0", "#e6c36e")[(k + row) % 4],
                )
    seller = someone(c, style="long", shirt="#f6d9df", skin="#f0c29c")
    Person(c, (800, 1290), 940, seller, left="raise", right="hold").draw(legs=False)
    props.tube(c, 640, 318, 130, "#f2c94c")
    c.arc(800, 560, 430, (0, 360), 26, "#fff6e8")
    c.arc(800, 560, 418, (0, 360), 5, "#ffdfae")
    c.gradient(0, 860, 1600, 207, ["#f3e3dc", "#c99a98"])
    for i in range(13):
        props.tube(
            c,
            130 + i * 112,
            930 + (i % 2) * 34,
            130 + (i * 29) % 40,
            ("#e9778a", "#8ec5bf", "#f2c94c", "#b79ad1", "#fdf3ea")[i % 5],
        )
    c.line([(1190, 1067), (1190, 800)], 14, "#2a2433")
    props.phone(c, 1190, 640, 380, "#f6c9c2")
    c.disc(1190, 590, 38, 44, "#f0c29c")
    c.blob([(1120, 740), (1150, 660), (1190, 640), (1230, 660), (1260, 740)], "#f6d9df")
    c.rect(1112, 486, 84, 26, "#d3222a", radius=6)
    c.text(1154, 499, "TRỰC TIẾP", 14, "#ffffff")
    for i in range(3):
        c.rect(1116, 716 + i * 28, 120 - 24 * i, 18, "#ffffff", radius=9, alpha=0.8)


def chargers(c: Canvas) -> None:
    """Chargers and cables laid out for counting on a table, seen from above."""
    c.gradient(0, 0, 1600, 1067, ["#dcd6ca", "#c9c1b2"])
    for i in range(9):
        c.rect(0, i * 124, 1600, 2, "#a59c8a", alpha=0.5)
    c.rect(110, 90, 1380, 890, "#eef2f4", radius=18)
    c.rect(110, 960, 1380, 24, "#b7bfc4", radius=10)
    for row in range(4):
        for col in range(9):
            charger(c, 200 + col * 112, 190 + row * 140, (row + col) % 5)
    for i in range(3):
        cable(c, 1330, 260 + i * 190)
    c.poly([(860, 720), (1250, 690), (1290, 1010), (900, 1040)], "#101830", 0.18)
    c.poly([(840, 700), (1230, 670), (1270, 990), (880, 1020)], "#fffdf6")
    c.text(1050, 752, "BIÊN BẢN TẠM GIỮ", 32, "#27303f")
    for i in range(7):
        c.line([(900, 800 + i * 27), (1210 - 50 * (i % 3), 778 + i * 27)], 5, "#a9b1bd")
    c.limb((1400, 1067), (1190, 900), 96, 64, "#7e978f")
    c.limb((1230, 930), (1150, 880), 58, 44, "#e8b48c")
    c.line([(1170, 930), (1110, 820)], 11, "#17335c")
    c.limb((60, 1067), (250, 830), 100, 66, "#7e978f")
    c.limb((230, 850), (300, 770), 56, 44, "#d99f74")


def charger(c: Canvas, x: float, y: float, kind: int) -> None:
    body = ("#ffffff", "#2a2f3a", "#ffffff", "#e9ecef", "#3a4150")[kind]
    c.rect(x - 32, y - 34, 72, 80, "#101830", radius=14, alpha=0.14)
    c.rect(x - 36, y - 42, 72, 80, body, radius=14)
    c.rect(x + 14, y - 42, 22, 80, darker(body, 0.3), radius=12, alpha=0.25)
    for dx in (-14, 14):
        c.rect(x + dx - 4, y - 66, 8, 26, "#c9ae6a", radius=2)
    c.rect(x - 12, y + 12, 24, 11, "#8d96a3", radius=3)
    c.rect(x - 22, y - 22, 44, 6, "#a9b1bd", radius=3)
    c.rect(x - 16, y - 10, 32, 5, "#c9ced4", radius=2)


def cable(c: Canvas, x: float, y: float) -> None:
    for r in (66, 54, 42):
        c.arc(x, y, r, (0, 350), 9, "#ffffff")
        c.arc(x, y, r + 4, (0, 350), 2, "#c3c9cf")
    c.rect(x - 20, y - 12, 40, 24, "#d9443d", radius=5)
    c.rect(x + 58, y - 4, 22, 48, "#e9ecef", radius=5)
