"""The demo's stories and pictures: complete, correct Vietnamese, nothing missing."""

import json
import re
import unicodedata
from collections import Counter
from datetime import datetime, timedelta

import pytest
from lxml import html as lxml_html

from news.enums import UnitKind
from portal.demo import front, package, scenes

NOW = datetime.fromisoformat("2026-11-23T16:00:00+07:00")
STORIES = package.read_stories()
IDS = [story["id"] for story in STORIES]
REQUIRED = {"id", "title", "sapo", "category", "age", "byline", "tags", "pins", "body"}
TREE = {
    (section["name"], child)
    for section in front.CATEGORIES
    for child, _ in section["children"]
}

every_story = pytest.mark.parametrize("story", STORIES, ids=IDS)


def figures(story):
    return list(lxml_html.fragment_fromstring(story["body"], "div").iter("figure"))


def paragraphs(story):
    return re.findall(r"<p>(.+?)</p>", story["body"])


def test_there_are_sixty_stories_over_ninety_days():
    days = [story["age"]["days"] for story in STORIES]

    assert len(set(IDS)) == len(IDS) >= 60
    assert min(days) == 0
    assert max(days) == 90
    assert sum(day <= 3 for day in days) >= 8


@every_story
def test_story_is_complete(story):
    told = [story["body"], *(use["caption"] for use in story.get("gallery", []))]
    plain = re.sub(r"<[^>]+>", " ", " ".join(told)).split()

    assert set(story) - {"lead_photo", "gallery"} == REQUIRED
    assert 30 <= len(story["sapo"].split()) <= 55
    assert tuple(story["category"]) in TREE
    assert 2 <= len(story["tags"]) <= 5
    assert len(paragraphs(story)) >= 4
    assert 230 <= len(plain) <= 620


@every_story
def test_text_is_composed_and_well_set(story):
    text = json.dumps(story, ensure_ascii=False)
    words = re.sub(r"<[^>]+>", " ", f"{story['title']} {story['sapo']} {story['body']}")

    assert unicodedata.is_normalized("NFC", text)
    assert '"' not in words
    assert " - " not in words
    assert "  " not in story["title"] + story["sapo"]
    assert not re.search(r"\d,\d{3}\b", words)  # Thousands take a full stop.


@every_story
def test_pins_are_other_stories(story):
    assert set(story["pins"]) <= set(IDS) - {story["id"]}
    assert len(set(story["pins"])) == len(story["pins"]) <= 4


@every_story
def test_byline_names_a_unit_of_the_office(story):
    units = {unit["name"] for unit in front.UNITS}

    assert story["byline"]
    assert {author["unit"] for author in story["byline"]} <= units


@every_story
def test_photos_are_drawn_described_and_captioned(story):
    shown = list(package.photo_names(story))
    lead = story.get("lead_photo")
    alts = [element.find("img").get("alt") for element in figures(story)]
    captions = [element.findtext("figcaption") for element in figures(story)]
    if lead:
        alts.append(lead["alt"])
        assert lead["caption"]
        assert not lead["credit"].startswith("Ảnh")

    for use in story.get("gallery", []):
        alts.append(use["alt"])
        assert use["caption"]
        assert use["credit"]

    assert set(shown) <= set(scenes.NAMES)
    assert len(set(shown)) == len(shown) == len(alts)
    assert all(len(alt.split()) >= 6 and alt != story["title"] for alt in alts)
    assert all(". Ảnh: " in caption for caption in captions)


def test_no_paragraph_stands_twice():
    seen = Counter(text for story in STORIES for text in paragraphs(story))

    assert [text for text, times in seen.items() if times > 1] == []


def test_every_tag_is_shared_by_several_stories():
    tags = Counter(tag for story in STORIES for tag in story["tags"])

    assert [tag for tag, times in tags.items() if times == 1] == []


def test_the_frame_fits_the_stories():
    front_page = [front.FRONT_PAGE["lead"], *front.FRONT_PAGE["highlights"]]
    slugs = [section["slug"] for section in front.CATEGORIES]
    photographed = {story["id"] for story in STORIES if "lead_photo" in story}

    assert len(set(front_page)) == 5
    assert set(front_page) <= photographed
    assert set(front.READINGS) <= set(IDS)
    assert len(set(slugs)) == len(slugs)
    assert {unit["kind"] for unit in front.UNITS} <= set(UnitKind.values)


@pytest.mark.parametrize("clock", ["00:00", "00:15", "16:00"])
def test_no_story_is_dated_after_the_loading(clock):
    now = datetime.fromisoformat(f"2026-11-23T{clock}:00+07:00")

    dated = [package.dated(story, now) for story in STORIES]

    moments = [datetime.fromisoformat(story["published_at"]) for story in dated]
    assert max(moments) <= now
    assert now - min(moments) < timedelta(days=92)
    texts = [story[key] for story in dated for key in ("title", "sapo", "body")]
    assert [text for text in texts if "{" in text] == []


def test_dates_in_the_text_are_those_of_the_story():
    story = {
        **STORIES[0],
        "age": {"days": 3, "at": "08:15"},
        "title": "Họp tháng {month} năm {year}, bàn việc năm {next_year}",
        "body": "<p>Ngày {date}, chiều {daymonth}</p>",
    }

    dated = package.dated(story, NOW)

    assert dated["published_at"] == "2026-11-20T08:15:00+07:00"
    assert dated["title"] == "Họp tháng 11 năm 2026, bàn việc năm 2027"
    assert dated["body"] == "<p>Ngày 20/11/2026, chiều 20/11</p>"


def test_package_holds_its_stories_and_photos(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "STORIES", tmp_path / "written")
    monkeypatch.setattr(package, "FILES", ["one.jsonl"])
    (tmp_path / "written").mkdir()
    line = json.dumps(STORIES[0], ensure_ascii=False)
    (tmp_path / "written" / "one.jsonl").write_text(line, encoding="utf-8")

    count = package.build(tmp_path / "package", NOW)

    photos = {f"{name}.jpg" for name in package.photo_names(STORIES[0])}
    assert count == 1
    assert {path.name for path in (tmp_path / "package/photos").iterdir()} == photos


def test_a_picture_is_the_same_every_time_and_needs_no_font(monkeypatch):
    first = scenes.draw("branch-meeting")
    again = scenes.draw("branch-meeting")
    monkeypatch.setattr("portal.demo.drawing.canvas.font", lambda *_, **__: None)
    without_letters = scenes.draw("branch-meeting")

    assert first.size == (1600, 1067)
    assert first.tobytes() == again.tobytes()
    assert without_letters.size == first.size


def test_no_picture_is_drawn_in_vain():
    used = {name for story in STORIES for name in package.photo_names(story)}

    assert set(scenes.NAMES) == used
