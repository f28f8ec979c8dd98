"""What is honest in a body comes out as it went in; debris of other programs goes."""

import unicodedata

import pytest

from news import html

HONEST = [
    "<p>Thuế 5&nbsp;% &lt;script&gt; R&amp;D H<sub>2</sub>O m<sup>2</sup></p>",
    '<p><strong>a</strong> <em>b</em> <b>c</b> <i>d</i> <u>e</u> <s>f</s><br>"g"</p>',
    '<h2>Một</h2>\n<h3 class="align-center">Hai</h3>\n<h4>Ba</h4>\n<hr>\n<p>x</p>',
    '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>\n<ol start="3"><li>d</li></ol>',
    "<blockquote><p>“Lời”</p><p><cite>Báo</cite></p></blockquote>",
    '<p><a href="/tin-1.html">a</a> <a href="#cuoi">b</a> <a href="tel:19001234">c</a>'
    ' <a href="mailto:a@b.vn">d</a></p>',
    '<p><a href="https://a.vn/x?a=1&amp;b=2" rel="noopener nofollow" target="_blank"'
    ' title="Cổng">a</a></p>',
    '<figure class="image align-left"><img alt="Kho &quot;A&quot;" height="480"'
    ' src="/media/2026/11/a.jpg" width="640"><figcaption>Kho <em>hàng</em></figcaption>'
    "</figure>",
    '<p class="align-center"><img alt="" class="align-right" src="/media/a.jpg"></p>',
    '<table><caption>Bảng 1</caption><thead><tr><th colspan="2" scope="col">A</th></tr>'
    '</thead><tbody><tr><td class="align-right" rowspan="2">1</td><td></td></tr>'
    "</tbody><tfoot><tr><td>2</td></tr></tfoot></table>",
    '<p><abbr title="Quản lý thị trường">QLTT</abbr></p>',
]


@pytest.mark.parametrize("body", HONEST)
def test_a17_honest_html_survives(body):
    assert html.clean(body) == body.replace("&nbsp;", "\xa0")


def test_a17_a_text_that_mentions_a_script_survives():
    body = "<p>Thẻ &lt;script&gt;alert(1)&lt;/script&gt; và &amp;lt;b&amp;gt;</p>"

    assert html.clean(body) == body
    assert html.text(body) == "Thẻ <script>alert(1)</script> và &lt;b&gt;"


def test_a17_decomposed_text_is_composed_and_markup_is_not_touched():
    decomposed = unicodedata.normalize("NFD", "<p>Đội Quản lý</p><p>e&#x301;</p>")

    assert html.clean(decomposed) == "<p>Đội Quản lý</p>\n<p>é</p>"
    assert html.clean("<p>\u0338a</p>") == "<p>\u0338a</p>"  # Not "≯".
    assert html.clean("<p>Ho\u0300<font>a</font> e<x></x>\u0301</p>") == "<p>Hòa é</p>"


# What the editor and other programs leave.


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("Chữ trần", "<p>Chữ trần</p>"),
        ("<h1>Tên</h1>", "<h2>Tên</h2>"),
        ("<div>a</div><div>b</div>", "<p>a</p>\n<p>b</p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        ("<p>a</p><p>&nbsp;</p><p></p><p><br></p><p> b</p>", "<p>a</p>\n<p> b</p>"),
        ("<p><font face=x color=red>a</font></p>", "<p>a</p>"),
        ("<p><span></span><span lang=VI>a</span><b> </b>b</p>", "<p>a b</p>"),
        (
            '<p class="MsoNormal" style="text-align:justify;mso-pagination:none">'
            "<!--[if !supportLists]--><span style='mso-list:Ignore'>1.</span>"
            "<!--[endif]--><b><span lang=VI>a</span></b><o:p></o:p></p>"
            "<o:p>&nbsp;</o:p>",
            "<p>1. <strong>a</strong></p>",
        ),
        (
            "<html xmlns:o='x'><head><meta charset=utf-8><style><!-- p {} --></style>"
            "<xml><w:WordDocument>x</w:WordDocument></xml></head><body><p>a</p></body>",
            "<p>a</p>",
        ),
        (
            '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr">'
            '<span style="font-weight:400">a </span>'
            '<span style="font-weight:700">b</span>'
            '<span style="font-style:italic">c</span></p></b><br>',
            "<p>a <strong>b</strong><em>c</em></p>",
        ),
        ('<i style="font-style:normal">a</i>', "<p>a</p>"),
        (
            "<strong><p>a</p><p>b</p></strong>",
            "<p><strong>a</strong></p>\n<p><strong>b</strong></p>",
        ),
        ('<td style="text-align: right">a</td>', "<p>a</p>"),
        (
            '<table border=1><tr><td style="width:9px;text-align:RIGHT">a</table>',
            '<table><tbody><tr><td class="align-right">a</td></tr></tbody></table>',
        ),
        (
            '<div style="text-align:center"><p>a</p></div>',
            '<p class="align-center">a</p>',
        ),
        ('<p align="right">a</p>', '<p class="align-right">a</p>'),
        ('<p class="lead align-left evil">a</p>', '<p class="align-left">a</p>'),
        ("<a name=x>a</a><a href=''>b</a>", "<p>ab</p>"),
        ("<p>a<img>b<img src='https://a.vn/x.jpg'></p>", "<p>ab</p>"),
    ],
)
def test_debris_of_other_programs_goes(pasted, stored):
    assert html.clean(pasted) == stored
    assert html.clean(stored) == stored


@pytest.mark.parametrize(
    ("saved", "stored"),
    [
        (
            '<figure class="image" style="float:left"><img alt="A" height="48"'
            ' src="/media/a.jpg" width="64" /><figcaption>Ảnh</figcaption></figure>',
            '<figure class="image align-left"><img alt="A" height="48"'
            ' src="/media/a.jpg" width="64"><figcaption>Ảnh</figcaption></figure>',
        ),
        (
            '<figure><a href="/x"><img src="/media/a.jpg" class="align-right"></a>'
            "<p>Một</p><figcaption><p>Hai <b>ba</b></p></figcaption></figure>",
            '<figure class="image align-right"><img src="/media/a.jpg">'
            "<figcaption>Một Hai <b>ba</b></figcaption></figure>",
        ),
        (
            '<figure class="image"><img src="//evil.example/a.jpg">'
            "<figcaption>Chú thích</figcaption></figure>",
            "<p>Chú thích</p>",
        ),
        (
            '<div><figure><img src="/media/a.jpg"><figcaption>&nbsp;</figcaption>',
            '<figure class="image"><img src="/media/a.jpg"></figure>',
        ),
        (
            '<img src="/media/a.jpg" width="100%" height="999999" alt="x">',
            '<p><img alt="x" src="/media/a.jpg"></p>',
        ),
    ],
)
def test_a_figure_has_one_form(saved, stored):
    assert html.clean(saved) == stored
    assert html.clean(stored) == stored


@pytest.mark.parametrize(
    "source",
    [
        "https://evil.example/media/a.jpg",
        "//evil.example/media/a.jpg",
        "/static/a.jpg",
        "/media/",
        "/media/../a.jpg",
        "/media/%2e%2E/a.jpg",
        "/media//evil.example/a.jpg",
        "/media/a.jpg?x=1",
        "/media/\\evil.example",
        "data:image/png;base64,AAAA",
        "media/a.jpg",
    ],
)
def test_only_pictures_of_our_own_stay(source):
    assert html.clean(f'<p>a<img src="{source}"></p>') == "<p>a</p>"


def test_the_media_prefix_may_be_another_host():
    prefix = "https://anh.example.vn/media/"
    body = f'<p>a<img src="{prefix}a.jpg"></p>'

    assert html.clean(body, media_prefix=prefix) == body
    assert html.clean(body) == "<p>a</p>"


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https:///evil.example",
        "https://a.vn@evil.example/",
        "http://[",
        "ftp://a.vn/x",
        "file:///etc/passwd",
        "tin-1.html",
        "?q=1",
        "x:y",
    ],
)
def test_a_link_that_leads_astray_is_only_text(address):
    assert html.clean(f'<p><a href="{address}">a</a></p>') == "<p>a</p>"


def test_only_outside_links_say_who_they_are():
    body = (
        '<p><a href="http://A.vn" rel="opener" target="_top">a</a>'
        '<a href="/b" rel="x" target="_blank">b</a></p>'
    )

    assert html.clean(body) == (
        '<p><a href="http://A.vn" rel="noopener nofollow">a</a>'
        '<a href="/b" target="_blank">b</a></p>'
    )
