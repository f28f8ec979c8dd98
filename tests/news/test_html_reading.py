"""What a body says, which pictures it has, and how they are put in their places."""

from news import html
from tests.news.test_html_honest import HONEST


def mark(figure: html.Figure) -> str:
    return f"[{figure.src}]"


STORY = html.clean(
    '<p>Mở đầu.</p><figure class="align-left"><img src="/media/1.jpg" alt="Một">'
    '<figcaption>Kho <strong>A</strong>, <a href="/x">xem</a></figcaption></figure>'
    '<p>Trước <strong>đậm <img src="/media/2.jpg" alt="Hai"> sau</strong> hết.</p>'
    '<p class="align-center"><img src="/media/3.jpg"></p>'
    '<table><tr><td>a<img src="/media/4.jpg"></td><td>b</td></tr></table>'
    '<ul><li>c<br>d</li></ul><figure><img src="/media/5.jpg"><img src="/media/6.jpg">'
    "<figcaption>Đôi</figcaption></figure>"
)
CAPTION = 'Kho <strong>A</strong>, <a href="/x">xem</a>'


def test_text_puts_every_paragraph_on_a_line():
    assert html.text(STORY).split("\n") == [
        "Mở đầu.",
        "Kho A, xem",
        "Trước đậm sau hết.",
        "a b",
        "c",
        "d",
        "Đôi",
    ]
    assert html.text("") == ""
    assert html.text("<p>a\n  b&nbsp;c</p>") == "a b c"


def test_image_sources_come_in_order():
    assert html.image_sources(STORY) == [f"/media/{n}.jpg" for n in range(1, 7)]


def test_figures_say_what_is_known_of_each_picture():
    assert html.figures(STORY) == [
        html.Figure("/media/1.jpg", "Một", CAPTION, "left"),
        html.Figure("/media/2.jpg", "Hai", "", ""),
        html.Figure("/media/3.jpg", "", "", "center"),
        html.Figure("/media/4.jpg", "", "", ""),
        html.Figure("/media/5.jpg", "", "", ""),
        html.Figure("/media/6.jpg", "", "Đôi", ""),
    ]


def test_with_pictures_puts_each_picture_where_it_stood_but_in_no_paragraph():
    assert html.with_pictures(STORY, mark) == (
        "<p>Mở đầu.</p>\n[/media/1.jpg]\n<p>Trước <strong>đậm </strong></p>"
        "[/media/2.jpg]<p><strong> sau</strong> hết.</p>\n[/media/3.jpg]\n"
        "<table><tbody><tr><td>a[/media/4.jpg]</td><td>b</td></tr></tbody></table>\n"
        "<ul><li>c<br>d</li></ul>\n[/media/5.jpg][/media/6.jpg]"
    )


def test_with_pictures_leaves_the_rest_alone():
    body = html.clean("".join(HONEST[:7]))

    assert html.with_pictures(body, mark) == body
    assert html.with_pictures("<p>a</p>", mark) == "<p>a</p>"
    assert html.with_pictures('<p><img src="/media/a.jpg"></p>', lambda _: "") == ""
    assert html.with_pictures('<p>&lt;picture at="0"&gt;</p>', mark) == (
        '<p>&lt;picture at="0"&gt;</p>'
    )
