"""R7: an import that is killed at any moment goes on where it stopped."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.factories import picture

ROOT = Path(__file__).resolve().parents[4]
STORIES = 15
CONTENT = {
    "article": "SELECT title, sapo, body, state FROM news_article ORDER BY title",
    "edition": (
        "SELECT title, number, published_at, body, slug, digest IS NOT NULL"
        " FROM news_edition ORDER BY title, number"
    ),
    "tag": (
        "SELECT a.title, t.name FROM news_articletag x"
        " JOIN news_article a ON a.id = x.content_object_id"
        " JOIN news_tag t ON t.id = x.tag_id ORDER BY 1, 2"
    ),
    "pin": (
        "SELECT a.title, b.title, p.position FROM news_pin p"
        " JOIN news_article a ON a.id = p.article_id"
        " JOIN news_article b ON b.id = p.target_id ORDER BY 1, 3"
    ),
    "address": (
        "SELECT l.path, a.title FROM news_legacyaddress l"
        " JOIN news_article a ON a.id = l.article_id ORDER BY 1"
    ),
    "photo": "SELECT sha256, file FROM news_photo ORDER BY 1",
    "progress": (
        "SELECT external_id, passes_done, digest FROM news_importedstory ORDER BY 1"
    ),
}


class Portal:
    """A portal of its own: a database file, a folder, and the real commands."""

    def __init__(self, folder):
        folder.mkdir()
        self.file = folder / "portal.sqlite3"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "SECRET_KEY": "only-for-this-test",
            "DATABASE_URL": f"sqlite:///{self.file}",
            "VAR_ROOT": str(folder),
            "MEDIA_ROOT": str(folder / "media"),
        }

    def start(self, *command):
        return subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *command):
        process = self.start(*command)
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0, said
        return said

    def ask(self, sql):
        connection = sqlite3.connect(self.file, timeout=20)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def content(self):
        return {name: self.ask(sql) for name, sql in CONTENT.items()}

    def passes_done(self):
        return self.ask("SELECT COALESCE(SUM(passes_done), 0) FROM news_importedstory")[
            0
        ][0]


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "goi-tin"
    (folder / "photos").mkdir(parents=True)
    lines = []
    for number in range(STORIES):
        (folder / "photos" / f"{number}.jpg").write_bytes(picture(number, (900, 600)))
        lines.append(
            json.dumps(
                {
                    "id": f"cu-{number}",
                    "url": f"/tin-cu/{number}.aspx",
                    "title": f"Tin cũ số {number}",
                    "sapo": "Sapo.",
                    "category": ["Tin tức", "Hoạt động"],
                    "published_at": "2023-12-08T09:15:00+07:00",
                    "byline": [{"name": "Minh Anh", "unit": "Đội QLTT số 2"}],
                    "tags": ["chi bộ", f"số {number}"],
                    "pins": [f"cu-{(number + 1) % STORIES}"],
                    "lead_photo": {"file": f"photos/{number}.jpg", "alt": "Ảnh"},
                    "body": f"<p>Nội dung {number}.</p>",
                }
            )
        )
    (folder / "stories.jsonl").write_text("\n".join(lines))
    return folder


def test_r7_a_killed_import_ends_like_one_that_ran_through(tmp_path, package):
    clean, killed = Portal(tmp_path / "clean"), Portal(tmp_path / "killed")
    for portal in (clean, killed):
        portal.run("migrate", "--verbosity", "0")
    clean.run("import_stories", str(package))

    moments = sorted(random.Random(7).sample(range(1, 3 * STORIES), 5))
    for moment in moments:
        process = killed.start("import_stories", str(package))
        while process.poll() is None and killed.passes_done() < moment:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    kills = killed.passes_done()
    said = killed.run("import_stories", str(package))

    assert kills > 0
    assert f"{STORIES} bài: " in said
    assert killed.content() == clean.content()
    assert killed.run("verify_editions") == f"{STORIES} bản đăng đều đúng.\n"
    assert "0 thay đổi; 0 lỗi" in killed.run("import_stories", str(package))
