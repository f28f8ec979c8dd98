"""Writes the demo as a story package, dated back from a given moment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from portal.demo import scenes

STORIES = Path(__file__).with_name("stories")
FILES = (
    "vu-viec.jsonl",
    "kiem-soat.jsonl",
    "tin-tuc.jsonl",
    "nguoi-tieu-dung.jsonl",
    "dang-doan-the.jsonl",
    "van-ban-cong-khai.jsonl",
)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PHOTO_SOURCE = 'src="photos/'

Story = dict[str, Any]


def build(folder: Path, now: datetime) -> int:
    """Write stories.jsonl and photos/ into the folder; how many stories there are."""
    photos = folder / "photos"
    photos.mkdir(parents=True, exist_ok=True)
    stories = [dated(story, now) for story in read_stories()]
    for name in sorted({name for story in stories for name in photo_names(story)}):
        draw_photo(photos / f"{name}.jpg", name)
    lines = (json.dumps(story, ensure_ascii=False) + "\n" for story in stories)
    (folder / "stories.jsonl").write_text("".join(lines), encoding="utf-8")
    return len(stories)


def read_stories() -> list[Story]:
    """The stories as they were written: aged, with placeholders."""
    texts = ((STORIES / name).read_text(encoding="utf-8") for name in FILES)
    return [json.loads(line) for text in texts for line in text.splitlines()]


def dated(story: Story, now: datetime) -> Story:
    """The story with its moment of publication, and its dates filled in."""
    moment = published_at(story["age"], now)
    day = {
        "{date}": f"{moment:%d/%m/%Y}",
        "{daymonth}": f"{moment:%d/%m}",
        "{month}": str(moment.month),
        "{year}": str(moment.year),
        "{next_year}": str(moment.year + 1),
    }
    ready = {key: value for key, value in story.items() if key != "age"}
    for key in ("title", "sapo", "body"):
        for placeholder, words in day.items():
            ready[key] = ready[key].replace(placeholder, words)
    if lead := story.get("lead_photo"):
        ready["lead_photo"] = {**lead, "file": f"photos/{lead['file']}.jpg"}
    if gallery := story.get("gallery"):
        ready["gallery"] = [
            {**use, "file": f"photos/{use['file']}.jpg"} for use in gallery
        ]
    ready["published_at"] = moment.isoformat()
    return ready


def published_at(age: dict[str, Any], now: datetime) -> datetime:
    """That many days before now, at that hour; a day earlier when still to come."""
    today = now.astimezone(HANOI).date()
    hour = time.fromisoformat(age["at"])
    moment = datetime.combine(today - timedelta(days=age["days"]), hour, HANOI)
    return moment if moment <= now else moment - timedelta(days=1)


def photo_names(story: Story) -> Iterator[str]:
    """The names of the drawings that the story shows."""
    if lead := story.get("lead_photo"):
        yield Path(lead["file"]).stem
    for use in story.get("gallery", []):
        yield Path(use["file"]).stem
    for piece in story["body"].split(PHOTO_SOURCE)[1:]:
        yield piece.partition(".jpg")[0]


def draw_photo(path: Path, name: str) -> None:
    """Draw the photo unless an earlier run left it there, complete."""
    if path.exists():
        return
    unfinished = path.with_suffix(".part")
    picture = scenes.draw(name)
    picture.save(unfinished, "JPEG", quality=scenes.JPEG_QUALITY, optimize=True)
    unfinished.replace(path)
