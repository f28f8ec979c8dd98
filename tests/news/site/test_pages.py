"""What readers get: the right stories, in a known number of queries, and no draft."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, resolve, reverse
from django.utils import timezone

from news import publishing, renditions
from news.enums import SlotPlace
from news.models import (
    Category,
    FrontPageSlot,
    HourlyReading,
    LegacyAddress,
    Tag,
    Unit,
)
from news.site import caching, parts
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditionFactory,
    EditorFactory,
    PhotoFactory,
    UnitFactory,
    picture,
)

pytestmark = pytest.mark.django_db
MARKER = "xwqzmarker"
WIDE = 'width="1200" height="1100"'
HOUR = timedelta(hours=1)


def published(**fields):
    """A live story that went through the door, signed by somebody of a unit."""
    fields.setdefault("bylines", [(AuthorFactory(unit=UnitFactory()), None)])
    article = ArticleFactory(**fields)
    return publishing.publish(article, by=None)


def every_public_url(edition):
    """One address for each public page, as a visitor could type it."""
    author = edition.bylines.get().author
    tag = edition.tags.get()
    return [
        "/",
        "/?truoc=1-1",
        edition.get_absolute_url(),
        f"/sai-duong-dan-{edition.article_id}.html",
        "/khong-co-99999.html",
        edition.category.get_absolute_url(),
        tag.get_absolute_url(),
        author.get_absolute_url(),
        author.unit.get_absolute_url(),
        "/khong-co-muc-nay/",
        "/tin-cu/khong/con.aspx",
        "/rss/",
        f"/rss/{edition.category.path}.rss",
        "/sitemap.xml",
        "/sitemap-bai-0.xml",
        "/sitemap-muc.xml",
        "/sitemap-news.xml",
        f"/tep-dinh-kem/{edition.article_id}/1/x.pdf",
        "/ngay/",
        f"/ngay/{timezone.localdate():%Y/%m/%d}/",
        f"{edition.get_absolute_url()}?truoc=9999999999999999-1",
        "/dinh-chinh/",
        "/rss/dinh-chinh.rss",
        "/tim-kiem/",
        "/tim-kiem/?q=nhap",
        "/tim-kiem/?q=tin&xep=moi-nhat&loai=tin&tu=01/01/2020",
        "/tim-kiem/?q=tin&tu=x",
        "/tim-kiem/goi-y/?q=nhap",
        "/tim-kiem/goi-y/?q=hang",
        "/tim-kiem/opensearch.xml",
        "/robots.txt",
        "/healthz",
    ]


# --- The article page -----------------------------------------------------------------


@pytest.mark.parametrize("others", [1, 20])
def test_article_page_costs_the_same_queries(client, django_assert_num_queries, others):
    category = CategoryFactory()
    edition = published(category=category, tags=["hàng giả"])
    for _ in range(others):
        published(category=category, tags=["hàng giả"])
        published()

    with django_assert_num_queries(15):
        client.get(edition.get_absolute_url())
    caching.forget()
    # Generation, edition, pins, kin: what pages share is made once a generation.
    with django_assert_num_queries(4):
        response = client.get(edition.get_absolute_url())

    assert response.status_code == 200


def test_an_edition_knows_the_address_that_its_page_has(client):
    edition = published(title="Đường cát 1/2")

    address = reverse("news:article", args=[edition.slug, edition.article_id])
    assert edition.get_absolute_url() == address


def test_no_story_stands_twice_over_the_four_lists(client):
    category = CategoryFactory()
    pinned = published(category=category, tags=["hàng giả"])
    for _ in range(6):
        published(category=category, tags=["hàng giả"])
        published(tags=["hàng giả"])
        published()
    edition = published(category=category, tags=["hàng giả"], pins=[pinned.article_id])

    context = client.get(edition.get_absolute_url()).context

    lists = ["pins", "interesting", "same_section", "others"]
    shown = [e.article_id for name in lists for e in context[name]]
    assert len(shown) == len(set(shown))
    assert edition.article_id not in shown
    assert [e.article_id for e in context["pins"]] == [pinned.article_id]
    assert [len(context[name]) for name in lists] == [1, 3, 3, 8]


def test_pins_keep_the_editors_order_and_hide_what_is_not_live(client):
    first, second, gone = published(), published(), published()
    publishing.withdraw(gone.article, by=None, reason="Nhầm bài")
    draft = ArticleFactory(title=f"Nháp {MARKER}")
    pins = [second.article_id, gone.article_id, draft.pk, first.article_id]
    edition = published(pins=pins)

    response = client.get(edition.get_absolute_url())

    assert response.context["pins"] == [second, first]
    assert MARKER not in response.text


def small(photo):
    """The address that a browser without srcset shows."""
    picture = renditions.whole(photo.file.name, (photo.width, photo.height))
    return default_storage.url(picture.file(picture.sizes[-1][0], "jpg"))


def test_article_page_shows_its_parts_in_order(client):
    photo = PhotoFactory(caption="Toàn cảnh kho", alt="Kho hàng", credit="Đội 2")
    pin = published(title="Tin được ghim")
    author = AuthorFactory(name="Minh Anh", unit=UnitFactory(name="Đội QLTT số 2"))
    edition = published(
        title="Tạm giữ 600 đôi giày",
        sapo="Số hàng không có hóa đơn.",
        body=(
            "<p>Đoạn mở đầu.</p>"
            f'<figure class="image"><img alt="Giày" src="{photo.file.url}">'
            "<figcaption>Số giày bị tạm giữ.</figcaption></figure><p>Đoạn kết.</p>"
        ),
        bylines=[(author, None)],
        tags=["hàng lậu"],
        pins=[pin.article_id],
    )

    text = client.get(edition.get_absolute_url()).text

    main = text[text.index("<main") :]
    parts = [
        "Tạm giữ 600 đôi giày",
        "Số hàng không có hóa đơn.",
        "Tin được ghim",
        "Đoạn mở đầu.",
        small(photo),
        "Số giày bị tạm giữ.",
        "Đoạn kết.",
        "Minh Anh",
        "Đội QLTT số 2",
        "hàng lậu",
    ]
    places = [main.index(part) for part in parts]
    assert places == sorted(places)


def test_the_lead_photo_is_shown_once(client):
    photo = PhotoFactory(caption="Toàn cảnh kho", alt="Kho hàng")
    figure = (
        f'<figure class="image"><img alt="Kho" src="{photo.file.url}">'
        "<figcaption>Trong bài</figcaption></figure>"
    )
    held = published(lead_photo=photo, body=f"<p>Chữ.</p>{figure}")
    above = published(lead_photo=photo, body="<p>Chữ.</p>")

    in_body, at_top = held.html, above.html

    assert in_body.count(f' src="{small(photo)}"') == 1
    assert "Trong bài" in in_body
    assert at_top.count(f' src="{small(photo)}"') == 1
    assert "Toàn cảnh kho" in at_top


def test_every_picture_has_its_size(client):
    # Wide enough for a thousand separator, which would make it one pixel wide.
    photo = PhotoFactory(
        content=picture(1, (1200, 1100)), caption="Kho", alt="Kho hàng"
    )
    edition = published(
        lead_photo=photo,
        body=f'<p>Chữ.</p><figure><img src="{photo.file.url}" alt="Kho"></figure>',
    )
    published(lead_photo=photo)

    text = client.get(edition.get_absolute_url()).text

    images = re.findall(r"<img[^>]*/media/[^>]*>", text)
    assert len(images) >= 2
    for image in images:
        size = 'width="960" height="640"' if "-3x2-" in image else WIDE
        assert f" {size}" in image
        assert " alt=" in image


# --- Addresses: page, old address, wrong slug, once live, nothing ---------------------


def test_address_1_the_page_itself_wins_over_an_old_address(client):
    other, edition = published(), published()
    path = edition.get_absolute_url()
    LegacyAddress.objects.point(path, article_id=other.article_id)

    assert client.get(path).status_code == 200


def test_address_2_an_old_address_with_our_number_leads_to_its_own_story(client):
    ours, moved = published(), published()
    path = f"/tin-cua-bao-cu-{ours.article_id}.html"
    LegacyAddress.objects.point(path, article_id=moved.article_id)

    response = client.get(path)

    assert (response.status_code, response.url) == (301, moved.get_absolute_url())


@pytest.mark.parametrize(
    "path",
    [
        "/tin-t%E1%BB%A9c/ch%C3%BA-%C3%BD",  # NFC, percent-encoded
        "/tin-tu%CC%9B%CC%81c/chu%CC%81-y%CC%81",  # NFD
    ],
)
def test_address_2_old_paths_match_in_nfc_and_nfd(client, path):
    edition = published()
    LegacyAddress.objects.point("/tin-tức/chú-ý", article_id=edition.article_id)

    response = client.get(path)

    assert (response.status_code, response.url) == (301, edition.get_absolute_url())


def test_address_3_a_wrong_slug_leads_to_the_right_one(client):
    edition = published()

    for slug in ("sai", "SAI", f"{edition.slug}-0"):
        response = client.get(f"/{slug}-{edition.article_id}.html")
        assert (response.status_code, response.url) == (
            301,
            edition.get_absolute_url(),
        )


def test_address_4_a_withdrawn_story_is_gone_and_shows_no_title(client):
    edition = published(title=f"Tin đã gỡ {MARKER}")
    publishing.withdraw(edition.article, by=None, reason=f"Lý do {MARKER}")

    for path in (edition.get_absolute_url(), f"/khac-{edition.article_id}.html"):
        response = client.get(path)
        assert response.status_code == 410
        assert MARKER not in response.text


def test_address_5_a_draft_and_a_scheduled_story_do_not_exist(client):
    draft = ArticleFactory(title="Bản nháp")
    scheduled = ArticleFactory(title="Hẹn giờ")
    publishing.schedule(scheduled, at=timezone.now() + HOUR, by=None)
    LegacyAddress.objects.point("/cu.html", article_id=draft.pk)

    for path in (f"/ban-nhap-{draft.pk}.html", f"/hen-gio-{scheduled.pk}.html"):
        assert client.get(path).status_code == 404
    assert client.get("/cu.html").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/a-999999999999999999.html",
        "/a-9223372036854775808.html",
        f"/a-{'9' * 7000}.html",
        "/a-٣.html",
        "/a-%00.html",
        "/%00",
        "/a-1.html%0d%0aX:y",
        "/tu-khoa/%F0%9F%98%80/",
        "/..%2f..%2fetc/passwd",
        "/" + "a/" * 500,
    ],
)
def test_a36_odd_addresses_are_404_and_never_500(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "cursor",
    [
        "abc",
        "",
        "1",
        "-1-1",
        "1-" + "9" * 18,
        "9" * 17 + "-1",
        "9" * 7000,
        "٣-٣",
        "1-1\x00",
        "1-9223372036854775808",
    ],
)
def test_a36_forged_cursors_are_200_or_404(client, cursor):
    published()

    assert client.get("/", {"truoc": cursor}).status_code in {200, 404}
    assert client.get("/", {"page": cursor}).status_code == 200


# --- Lists ----------------------------------------------------------------------------


@pytest.mark.parametrize("story_count", [1, 3])
def test_category_shows_its_live_stories(
    client, django_assert_num_queries, story_count
):
    category = CategoryFactory(name="Thời sự")
    shown = EditionFactory.create_batch(story_count, category=category)
    elsewhere = EditionFactory()

    client.get("/")
    with django_assert_num_queries(2):  # + generation
        response = client.get(category.get_absolute_url())

    assert list(response.context["page"]) == shown[::-1]
    assert elsewhere.title not in main_part(response)


def test_a_top_section_holds_the_stories_of_its_subsections(client):
    parent = CategoryFactory(name="Xây dựng Đảng")
    child = CategoryFactory(name="Sinh hoạt chi bộ", parent=parent)
    edition = EditionFactory(category=child)

    for section in (parent, child):
        page = client.get(section.get_absolute_url()).context["page"]
        assert list(page) == [edition]


@pytest.mark.parametrize("story_count", [1, 3])
def test_tag_author_and_unit_pages_show_their_stories(
    client, django_assert_num_queries, story_count
):
    author = AuthorFactory(name="Minh Anh", unit=UnitFactory(name="Đội QLTT số 2"))
    shown = [
        published(tags=["hàng giả"], bylines=[(author, None)])
        for _ in range(story_count)
    ]
    published(tags=["xăng dầu"])

    client.get("/")

    pages = [
        (Tag.objects.get(name="hàng giả"), 3),
        (author, 4),
        (author.unit, 3),
    ]
    for page, queries in pages:
        with django_assert_num_queries(queries):
            response = client.get(page.get_absolute_url())
        assert list(response.context["page"]) == shown[::-1]


@pytest.mark.parametrize("story_count", [1, 3])
def test_home_costs_the_same_queries(client, django_assert_num_queries, story_count):
    section = CategoryFactory(on_home=True)
    for _ in range(story_count):
        published(category=section)
        published()

    with django_assert_num_queries(13):
        client.get("/")
    caching.forget()
    with django_assert_num_queries(1):  # The generation.
        response = client.get("/")

    assert response.status_code == 200


def test_home_shows_lead_highlights_sections_and_newest_without_repeats(client):
    section = CategoryFactory(on_home=True)
    editions = [published(category=section) for _ in range(9)]
    editions += [published() for _ in range(3)]
    now = timezone.now()
    for place, edition in [
        (SlotPlace.LEAD, editions[0]),
        (SlotPlace.HIGHLIGHT, editions[1]),
    ]:
        FrontPageSlot.objects.create(
            place=place, article_id=edition.article_id, starts_at=now - HOUR
        )
    FrontPageSlot.objects.create(
        place=SlotPlace.LEAD,
        article_id=editions[2].article_id,
        starts_at=now - 2 * HOUR,
        ends_at=now - HOUR,
    )

    context = client.get("/").context

    assert context["lead"] == editions[0]
    newest = editions[:-4:-1]
    assert context["highlights"] == [editions[1], *newest]
    (block,) = context["sections"]
    assert block["editions"] == editions[8:5:-1]
    assert list(context["page"]) == editions[5:1:-1]


def test_more_pages_neither_skip_nor_repeat(client):
    category = CategoryFactory()
    moment = timezone.now() - HOUR
    editions = [
        EditionFactory(category=category, published_at=moment, starts_at=moment)
        for _ in range(30)
    ]
    seen, url = [], category.get_absolute_url()
    path = url

    while url:
        page = client.get(url).context["page"]
        seen += list(page)
        EditionFactory(category=category)  # Published while somebody reads on.
        url = page.next_url and path + page.next_url

    assert seen == editions[::-1]


def test_a_unit_that_has_ended_says_what_became_of_it(client):
    unit = UnitFactory(name="Đội QLTT số 9", valid_to="2025-05-31")
    unit.successors.add(UnitFactory(name="Đội QLTT số 1"))
    published(bylines=[(AuthorFactory(name="Hải Hà", unit=unit), None)])

    text = client.get(Unit.objects.get(pk=unit.pk).get_absolute_url()).text

    assert "kết thúc hoạt động ngày 31/05/2025, nay là Đội QLTT số 1." in text


# --- Nothing leaks --------------------------------------------------------------------


def test_no_public_page_reads_the_working_text(client):
    edition = published(tags=["hàng giả"])
    publishing.withdraw(published().article, by=None, reason="Nhầm")
    LegacyAddress.objects.point("/cu-1.html", article_id=edition.article_id)
    gone = published()
    publishing.withdraw(gone.article, by=None, reason="Nhầm")
    LegacyAddress.objects.point("/tu-khoa/cu/", tag=edition.tags.get())
    LegacyAddress.objects.point("/muc-cu/", category=edition.category)
    draft = ArticleFactory()
    old = ["/cu-1.html", "/tu-khoa/cu/", "/muc-cu/", f"/x-{draft.pk}.html"]
    urls = [*every_public_url(edition), *old, gone.get_absolute_url()]

    with CaptureQueriesContext(connection) as queries:
        for url in urls:
            client.get(url)

    assert len(queries) > len(urls)
    private = re.compile(r"\bnews_(article|revision|pin|byline|step|desksearch\w*)\b")
    assert [q["sql"] for q in queries if private.search(q["sql"])] == []


# What is open to everybody and still reads revisions: a draft that somebody at the desk
# shared on purpose, behind a signed address (tests/news/desk/test_shared_preview.py).
SHARED_DRAFTS = {"shared-preview", "shared-preview-file"}
# Answer to a POST alone, or take any path that no other address takes.
NO_PAGES = {"count", "legacy"}


def test_every_address_of_the_newsroom_is_among_those_whose_sql_is_read():
    """A new public address is visited above, or named here with its reason."""
    edition = published(
        tags=["hàng giả"], bylines=[(AuthorFactory(unit=UnitFactory()), None)]
    )
    visited = [resolve(urlsplit(url).path) for url in every_public_url(edition)]
    names = {match.url_name for match in visited if match.namespace == "news"}
    known = {pattern.name for pattern in get_resolver("news.urls").url_patterns}

    assert known - names - NO_PAGES == SHARED_DRAFTS


def test_a7_a_draft_appears_nowhere(client):
    category = CategoryFactory(name="Thời sự", on_home=True)
    author = AuthorFactory(name="Minh Anh", unit=UnitFactory())
    edition = published(category=category, tags=["hàng giả"], bylines=[(author, None)])
    draft = ArticleFactory(
        title=f"Nháp {MARKER}",
        sapo=f"Sapo {MARKER}",
        body=f"<p>{MARKER}</p>",
        category=category,
        tags=[f"thẻ {MARKER}", "hàng giả"],
        bylines=[(AuthorFactory(name=f"Bút {MARKER}"), None)],
    )
    scheduled = ArticleFactory(title=f"Hẹn {MARKER}", category=category)
    publishing.schedule(scheduled, at=timezone.now() + HOUR, by=None)
    edition.article.title = f"Đang sửa {MARKER}"
    edition.article.refresh_from_db(fields=["version"])
    publishing.save(edition.article, by=None, tags=[f"mới {MARKER}"])
    photo = PhotoFactory(caption=f"Ảnh {MARKER}", alt=f"Alt {MARKER}")
    ArticleFactory(lead_photo=photo, lead_caption=MARKER, category=category)
    publishing.publish(
        ArticleFactory(pins=[draft.pk], category=category, bylines=[(author, None)]),
        by=None,
    )
    FrontPageSlot.objects.create(place=SlotPlace.LEAD, article=draft)
    tag = Tag.objects.get(name=f"thẻ {MARKER}")
    LegacyAddress.objects.point("/tu-khoa/ten-cu/", tag=tag)
    own = [
        f"/nhap-{MARKER}-{draft.pk}.html",
        f"/x-{scheduled.pk}.html",
        tag.get_absolute_url(),
        "/tu-khoa/ten-cu/",
        draft.bylines.get().author.get_absolute_url(),
    ]

    for url in [*every_public_url(edition), *own]:
        response = client.get(url)
        text = f"{response.headers} {response.text}".replace(url, "")
        assert MARKER not in text, url
    assert {client.get(url).status_code for url in own} == {404}


def test_a31_public_pages_set_no_cookie_and_do_not_vary_by_one(client):
    edition = published(tags=["hàng giả"])
    visitor = Client()
    client.force_login(EditorFactory())

    for url in every_public_url(edition):
        response = client.get(url)
        assert not response.cookies, url
        assert "Cookie" not in response.headers.get("Vary", ""), url
        assert response.content == visitor.get(url).content, url


def test_a33_absolute_addresses_come_from_site_url_alone(client, settings):
    edition = published()
    settings.ALLOWED_HOSTS = ["*"]

    text = client.get(edition.get_absolute_url(), headers={"host": "evil.example"}).text

    assert "evil.example" not in text
    assert f'href="http://testserver{edition.get_absolute_url()}"' in text


def test_reserved_slugs_cover_every_fixed_path():
    from django.urls import get_resolver

    from news.models.category import RESERVED_SLUGS

    first = {
        str(pattern.pattern).lstrip("^").split("/")[0]
        for pattern in [
            *get_resolver().url_patterns,
            *get_resolver("news.urls").url_patterns,
        ]
    }
    fixed = {part for part in first if re.fullmatch(r"[-a-z.]+", part)}
    assert fixed - {"__debug__"} <= RESERVED_SLUGS
    assert "quan-tri" in fixed


def test_a_section_with_a_reserved_slug_is_refused():
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="dành cho trang khác"):
        Category.objects.add("Quản trị")


def main_part(response):
    """Without the sidebar's rankings, which hold every story."""
    text = response.text
    return text[text.index("<main") : text.index("</main>")]


def shown_as_most_read(client):
    """The windows and their stories, as a page made just now shows them."""
    caching.forget()
    parts.forget()
    rankings = client.get("/").context["most_read"]
    return [(ranking.label, ranking.editions) for ranking in rankings]


def test_most_read_is_a_window_of_readings_and_falls_back(client):
    old, giant, new = published(), published(), published()
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    for edition, hours, count in [(old, 2, 5), (giant, 40, 900), (new, 1, 3)]:
        HourlyReading.objects.add(edition.article_id, now - hours * HOUR, count)

    first = shown_as_most_read(client)
    publishing.withdraw(old.article, by=None, reason="Nhầm bài")
    publishing.withdraw(new.article, by=None, reason="Nhầm bài")
    second = shown_as_most_read(client)
    publishing.withdraw(giant.article, by=None, reason="Nhầm bài")
    other = published()

    assert first == [
        ("24 giờ", [old, new]),
        ("7 ngày", [giant, old, new]),
        ("30 ngày", [giant, old, new]),
    ]
    assert second == [("7 ngày", [giant]), ("30 ngày", [giant])]
    assert shown_as_most_read(client) == [("", [other])]


def test_of_stories_read_equally_often_the_newest_leads(client):
    older, newer = published(), published()
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    for edition in (newer, older):
        HourlyReading.objects.add(edition.article_id, now - HOUR, 7)

    assert shown_as_most_read(client)[0] == ("24 giờ", [newer, older])
