"""Whoever starts the portal can search it, after an upgrade, too."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from news import search
from news.search.query import parse
from portal.management.commands.run_portal import Command
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


def found(typed):
    hits = search.search(parse(typed), timezone.now()).hits
    return [hit.edition.title for hit in hits]


def test_run_portal_fills_an_index_that_is_not_there_and_leaves_one_that_is():
    edition = EditionFactory(title="Hàng giả")
    search.forget([edition.pk])
    assert found("hang gia") == []
    first, second = StringIO(), StringIO()

    Command(stdout=first)._fill_search()
    Command(stdout=second)._fill_search()

    assert found("hang gia") == ["Hàng giả"]
    assert first.getvalue() == "Đang lập chỉ mục tìm kiếm…\n"
    assert second.getvalue() == ""


def test_imported_stories_are_found_without_a_rebuild(tmp_path):
    (tmp_path / "stories.jsonl").write_text(
        '{"id": "1", "title": "Hàng giả", "sapo": "Tóm tắt.", "body": "<p>Chữ.</p>",'
        ' "category": ["Tin"], "published_at": "2020-01-01T08:00:00+07:00",'
        ' "byline": [], "tags": []}\n',
        encoding="utf-8",
    )

    call_command("import_stories", str(tmp_path), stdout=StringIO(), stderr=StringIO())

    assert found("hang gia") == ["Hàng giả"]
    call_command("verify_search_index", stdout=StringIO())
