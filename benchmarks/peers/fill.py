"""Copies the corpus into the plain project's database: the same stories, its tables.

python benchmarks/peers/fill.py OURS.sqlite3 PEER.sqlite3
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

COPY = """
INSERT INTO peers_category (id, name, path, parent_id)
    SELECT id, name, path, parent_id FROM ours.news_category;
INSERT INTO peers_tag (id, name, slug) SELECT id, name, slug FROM ours.news_tag;
INSERT INTO peers_article
    (id, title, slug, sapo, html, picture, published_at, views, category_id)
    SELECT article_id, title, slug, sapo, html,
           (SELECT file FROM ours.news_photo WHERE id = 1 + article_id % 300),
           published_at, 0, category_id
    FROM ours.news_edition;
UPDATE peers_article SET views = coalesce(
    (SELECT sum(count) FROM ours.news_dailyreading
     WHERE article_id = peers_article.id), 0
);
INSERT INTO peers_article_tags (article_id, tag_id)
    SELECT content_object_id, tag_id FROM ours.news_editiontag;
INSERT OR IGNORE INTO peers_article_related (from_article_id, to_article_id)
    SELECT edition_id, target_id FROM ours.news_editionpin;
"""


def main(ours: str, peer: str) -> None:
    os.environ["PEER_DATABASE"] = peer
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.peers.settings"
    import django

    django.setup()
    from django.apps import apps
    from django.db import connection

    with connection.schema_editor() as editor:
        for model in apps.get_app_config("peers").get_models():
            editor.create_model(model)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("ATTACH DATABASE %s AS ours", [ours])
        for statement in filter(str.strip, COPY.split(";")):
            cursor.execute(statement)
        cursor.execute("DETACH DATABASE ours")
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main(*sys.argv[1:])
