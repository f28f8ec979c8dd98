"""Headings in steps, tables with a header, links that say where they lead."""

import pytest

from news import gate, html
from tests.news.gate.stories import said, story


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        ("<h2>Một</h2><h3>Hai</h3><h2>Ba</h2>", []),
        ("<h2>Một</h2><h3>Hai</h3><h4>Ba</h4><h3>Bốn</h3>", []),
        ("<h1>Một</h1><h2>Hai</h2>", []),
        ("<h3>Một</h3><p>Chữ.</p>", ["heading-skipped:h3:Một"]),
        ("<h2>Một</h2><h4>Hai</h4>", ["heading-skipped:h4:Hai"]),
        (
            "<h4>Một</h4><h2>Hai</h2><h4>Ba</h4>",
            ["heading-skipped:h4:Một", "heading-skipped:h4:Ba"],
        ),
    ],
)
def test_headings_go_down_by_one_level_at_a_time(body, keys):
    assert said(body=f"<p>Chữ.</p>{body}") == [("body", key) for key in keys]


def test_a_skipped_heading_is_found_in_the_text():
    body = html.clean("<h2>Một</h2><h4>Hai  ba</h4>")

    (problem,) = gate.problems(story(body=body))

    assert problem.spot == gate.Spot("heading", "Hai ba", 1)
    assert "“Hai ba” ở cấp 4, bỏ qua cấp 3" in problem.message


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><th>Tên</th><th>Giá</th></tr><tr><td>Giày</td><td>9</td></tr>",
        "<thead><tr><th>Tên</th></tr></thead><tbody><tr><td>Giày</td></tr></tbody>",
        '<tr><th scope="row">Giày</th><td>9</td></tr>',
    ],
)
def test_a_table_with_header_cells_passes(rows):
    assert said(body=f"<table>{rows}</table>") == []


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>Tên</td><td>Giá</td></tr>",
        "<thead><tr><td>Tên</td></tr></thead>",
        "<tr><td><strong>Tên</strong></td></tr>",
        "<tr><th> </th></tr><tr><td>Giày</td></tr>",
    ],
)
def test_a_table_without_header_cells_is_stopped(rows):
    ((field, key),) = said(body=f"<table>{rows}</table>")

    assert (field, key.partition(":")[0]) == ("body", "table-header-missing")


def test_the_header_of_a_table_inside_is_no_header_of_the_outer_one():
    inner = "<table><tr><th>Tên</th></tr></table>"

    found = said(body=f"<table><tr><td>Chữ {inner}</td></tr></table>")

    assert [key.partition(":")[0] for _, key in found] == ["table-header-missing"]


def link(text, href="https://bao.example/tin"):
    return f'<p>Chữ <a href="{href}">{text}</a> chữ.</p>'


@pytest.mark.parametrize(
    "text",
    [
        *("tại đây", "Tại đây.", "TẠI ĐÂY", "xem thêm", "Xem thêm…", "bấm vào đây"),
        *("<strong>tại  đây</strong>", "(xem chi tiết)", "click here", "đây"),
        *("https://bao.example/tin", "www.bao.example", "http://a.vn/b?c=d"),
    ],
)
def test_a_link_that_says_nothing_is_advised_against(text):
    ((field, key),) = said("advise", body=link(text))

    assert (field, key.partition(":")[0]) == ("body", "link-text")
    assert said(body=link(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("Nghị định 98/2020/NĐ-CP", "xem thêm quy định về hàng giả", "đây là lần hai"),
        *("trang https://bao.example", "tài đây", "báo Nhân Dân"),
    ],
)
def test_a_link_that_says_where_it_leads_passes(text):
    assert said("advise", body=link(text)) == []
