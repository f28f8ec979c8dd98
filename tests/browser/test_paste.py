"""Clipboards of other programs, pasted into the editor as the browser hands them over.

The server makes the same of the raw clipboards: tests/news/test_html_pasted.py.
"""

import base64
import re

import pytest
from playwright.sync_api import expect

from news import html
from news.models import Photo
from tests.browser.test_main_paths import sign_in
from tests.factories import ArticleFactory, ReporterFactory, picture
from tests.news.test_html_honest import HONEST
from tests.news.test_html_pasted import PROGRAMS, clipboard, stored

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """([types, file]) => {
    const data = new DataTransfer();
    for (const [type, content] of Object.entries(types)) data.setData(type, content);
    if (file) {
        const bytes = Uint8Array.from(atob(file), letter => letter.charCodeAt(0));
        data.items.add(new File([bytes], "anh.png", {type: "image/png"}));
    }
    const target = document.querySelector(".cke_editable");
    target.focus();
    const started = performance.now();
    const options = {clipboardData: data, bubbles: true, cancelable: true};
    target.dispatchEvent(new ClipboardEvent("paste", options));
    return performance.now() - started;
}"""
TEXT = "CKEDITOR.instances.id_body.getData()"


def paste(page, file=None, **types):
    """Milliseconds that the page stood still. html="…", text="…", rtf="…"."""
    names = {"html": "text/html", "text": "text/plain", "rtf": "text/rtf"}
    content = {names[name]: value for name, value in types.items()}
    return page.evaluate(PASTE, [content, file and base64.b64encode(file).decode()])


def text_of(page):
    """What the editor holds, as it would be stored."""
    return html.clean(page.evaluate(TEXT))


@pytest.fixture
def form(page):
    sign_in(page, ReporterFactory())
    page.goto("/quan-tri/news/article/add/")
    page.locator(".cke_editable").click()
    return page


def test_every_clipboard_becomes_what_the_server_makes_of_it(form):
    found, shown = {}, {}
    for program in PROGRAMS:
        form.evaluate("CKEDITOR.instances.id_body.setData('')")
        paste(form, html=clipboard(program))
        found[program], shown[program] = text_of(form), form.evaluate(TEXT)

    assert found == {program: stored(program) for program in PROGRAMS}
    for debris in ("mso", "Mso", "style=", "<font", "<span", "o:p", "&nbsp; "):
        assert [name for name, text in shown.items() if debris in text] == []


def test_a_story_that_is_opened_and_saved_loses_nothing(page):
    # The editor puts a picture in the middle in a way of its own.
    centred = '<p class="align-center">'
    bodies = [body for body in HONEST if not body.startswith(centred)]
    before = html.clean("".join(bodies))
    article = ArticleFactory(body=before, by=(user := ReporterFactory()))
    sign_in(page, user)
    page.route("**/media/**", lambda asked: asked.fulfill(body=picture(1)))
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")
    page.locator(".cke_editable p").first.wait_for()

    same = {"<b>": "<strong>", "</b>": "</strong>", "<i>": "<em>", "</i>": "</em>"}
    assert text_of(page) == re.sub("</?[bi]>", lambda tag: same[tag[0]], before)


def test_a_pasted_picture_goes_into_the_library_and_comes_back_with_undo(form):
    content = base64.b64encode(picture(7, (60, 40))).decode()
    source = f"data:image/png;base64,{content}"

    paste(form, html=f'<meta charset=utf-8><p>Trước</p><p><img src="{source}"></p>')

    expect(form.locator(".cke_editable figure img[src^='/media/anh/']")).to_be_visible()
    photo = Photo.objects.get()
    assert photo.file.url in text_of(form)
    form.keyboard.press("Control+z")
    expect(form.locator(".cke_editable img")).to_have_count(0)
    form.keyboard.press("Control+y")
    expect(form.locator(f".cke_editable img[src='{photo.file.url}']")).to_be_visible()


def test_pictures_of_word_come_from_the_rtf_beside_the_html(form):
    digits = picture(8, (60, 40)).hex()
    rtf = (
        r"{\rtf1{\*\shppict{\pict{\*\picprop{\sp{\sn a}{\sv 1}}}\picw10\pich10"
        rf"\pngblip {digits}}}}}{{\nonshppict{{\pict\wmetafile8 010009}}}}}}"
    )
    body = "<p class=MsoNormal>Chữ<img src='file:///C:/Temp/clip_image001.png'></p>"

    paste(form, html=body, rtf=rtf)

    expect(form.locator(".cke_editable figure img[src^='/media/anh/']")).to_be_visible()
    assert Photo.objects.count() == 1
    assert form.locator(".paste-note").inner_text() == ""


@pytest.mark.parametrize(
    ("source", "request_made"),
    [
        ("file:///C:/Temp/clip_image001.png", "Ảnh dán từ Word không kèm tệp: hãy kéo"),
        ("https://bao.example/1.jpg", "Ảnh của trang khác không được chép theo"),
    ],
)
def test_a_picture_that_cannot_be_had_is_asked_for(form, source, request_made):
    paste(form, html=f"<p class=MsoNormal>Chữ</p><p><img src='{source}'></p>")

    expect(form.locator(".paste-note")).to_contain_text(request_made)
    expect(form.locator(".paste-note")).to_contain_text("bấm Chèn ảnh")
    assert text_of(form) == "<p>Chữ</p>"
    assert not Photo.objects.exists()


def test_a_picture_copied_alone_comes_with_its_file_and_cells_come_as_a_table(form):
    page_picture = "<meta charset=utf-8><img src='https://bao.example/1.jpg'>"

    paste(form, html=clipboard("excel"), file=picture(3, (60, 40)))
    assert text_of(form).startswith("<table>")
    assert not Photo.objects.exists()
    form.evaluate("CKEDITOR.instances.id_body.setData('')")
    paste(form, html=page_picture, file=picture(4, (60, 40)))

    expect(form.locator(".cke_editable figure img[src^='/media/anh/']")).to_be_visible()
    assert Photo.objects.count() == 1


def test_lines_of_a_plain_text_are_paragraphs_and_one_line_goes_on(form):
    paste(form, text="Dòng một\r\nDòng  hai\n\n• Mục a\n• Mục b\nHết <b>")
    assert text_of(form) == (
        "<p>Dòng một</p>\n<p>Dòng hai</p>\n<ul><li>Mục a</li><li>Mục b</li></ul>\n"
        "<p>Hết &lt;b&gt;</p>"
    )
    form.evaluate("CKEDITOR.instances.id_body.setData('<p>Một</p>')")
    form.keyboard.press("Control+End")
    paste(form, html="<p class=MsoNormal><b>hai</b><o:p></o:p></p>")
    expect(form.locator(".cke_editable p strong")).to_have_text("hai")
    assert text_of(form) == "<p>Một<strong>hai</strong></p>"


def test_a_link_to_our_own_site_is_pasted_without_the_host(form, live_server):
    paste(form, html=f"<p>Xem <a href='{live_server.url}/tin-1.html?a#b'>tin</a></p>")

    assert text_of(form) == '<p>Xem <a href="/tin-1.html?a#b">tin</a></p>'


def test_a_megabyte_is_pasted_within_two_seconds_and_more_is_refused_in_words(form):
    paragraph = (
        "<p class=MsoNormal style='text-align:justify;mso-pagination:none'><span "
        "lang=VI style='mso-fareast-font-family:Arial'>Đội Quản lý thị trường số 2 kiểm"
        " tra, <b>lập biên bản</b> vụ việc.<o:p></o:p></span></p>"
    )
    large = paragraph * (1_000_000 // len(paragraph))

    assert paste(form, html=large) < 2_000
    assert form.locator(".cke_editable p").count() > 4_000
    paste(form, html="<p>" + "Chữ " * 260_000 + "</p>")

    expect(form.locator(".paste-note")).to_contain_text("dài quá 1.000.000 ký tự")


def test_a_paste_is_undone_in_one_step(form):
    form.keyboard.type("Trước. ")
    paste(form, html=clipboard("word"))
    expect(form.locator(".cke_editable th").first).to_have_text("Hành vi")

    form.keyboard.press("Control+z")

    assert text_of(form).replace("\xa0", "") == "<p>Trước.</p>"
