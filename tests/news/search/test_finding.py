"""What is found, and in which order; on both engines."""

import pytest
from django.utils import timezone

from news import search
from news.search.query import parse
from tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


def found(typed, **options):
    hits = search.search(parse(typed), timezone.now(), **options).hits
    return [hit.edition.title for hit in hits]


def test_simple():
    EditionFactory(title="Đảng ủy Chi cục họp", sapo="Họp thường kỳ.")
    EditionFactory(title="Họp báo", sapo="Đảng ủy báo cáo.")
    EditionFactory(title="Hàng giả ở Hưng Yên", body="<p>Theo đảng uỷ</p>")
    EditionFactory(title="Hàng thật")

    assert found("dang uy") == ["Đảng ủy Chi cục họp", "Họp báo", "Hàng giả ở Hưng Yên"]
    assert found("đảng uỷ") == ["Đảng ủy Chi cục họp", "Họp báo", "Hàng giả ở Hưng Yên"]
    assert found("dang u") == ["Đảng ủy Chi cục họp", "Họp báo", "Hàng giả ở Hưng Yên"]
    assert found("hàng -giả ") == ["Hàng thật"]
    assert found('"hang gia"') == ["Hàng giả ở Hưng Yên"]
