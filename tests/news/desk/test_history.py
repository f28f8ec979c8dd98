"""The past of a story: the line of time, two saves compared, what readers saw."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from news import publishing
from news.models import Edition, Revision
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CategoryFactory,
    EditionFactory,
    EditorFactory,
    PhotoFactory,
)


def address(name, article, *numbers):
    return reverse(f"admin:news_article_{name}", args=[article.pk, *numbers])


def compare(client, article, older, newer):
    query = {"cu": older, "moi": newer}
    return client.get(address("compare", article), query)


def told(response):
    """{part: [(change, text before, text after)]} of a page with differences."""
    return {
        part.name: [
            (ln.change, ln.before and ln.before.text, ln.after and ln.after.text)
            for ln in part.lines
            if ln.change != "same"
        ]
        for part in response.context["differences"]
    }


def save(article, by=None, **changes):
    for name in set(changes) - {"tags", "pins", "bylines", "gallery", "note"}:
        setattr(article, name, changes.pop(name))
    return publishing.save(article, by=by, **changes)


def test_the_history_shows_saves_and_steps_as_one(editor):
    article = ArticleFactory(body="<p>Tạm giữ 600 đôi giày</p>", by=editor.user)
    save(article, editor.user, body="<p>Tạm giữ 650 đôi giày</p>", note="Sửa số")
    publishing.submit(article, by=editor.user, note="Xin duyệt")
    edition = publishing.publish(article, by=editor.user)
    save(article, title="Tiêu đề khác hẳn")

    page = editor.get(address("history", article))

    entries = page.context["page"].entries
    assert [e.step.kind if e.step else e.revision.number for e in entries] == [
        *(3, "dang", "gui-duyet", 2, 1)
    ]
    assert [entry.editions for entry in entries if entry.revision] == [
        [],
        [edition],
        [],
    ]
    for text in ("Sửa số", "Xin duyệt", "+1", "−1", "Bản đăng 1: đang trên trang từ"):
        assert text in page.text
    assert entries[3].by == editor.user


def test_a_published_edition_is_marked_with_its_times(editor):
    at = timezone.make_aware(datetime(2026, 10, 12, 8, 0))
    article = EditionFactory(starts_at=at, ends_at=at + timedelta(hours=9)).article
    save(article, title="Sau này")

    page = editor.get(address("history", article))

    said = "Bản đăng 1: trên trang từ 08:00 12/10/2026 đến 17:00 12/10/2026"
    assert said in page.text
    assert "đang trên trang" not in page.text


def test_an_appointment_is_not_said_to_be_on_the_site(editor):
    article = ArticleFactory()
    publishing.schedule(article, at=timezone.now() + timedelta(days=1), by=None)

    page = editor.get(address("history", article))

    assert "Bản đăng 1: hẹn lên trang từ" in page.text
    assert "đang trên trang" not in page.text


@pytest.mark.parametrize("saves", [1, 3])
def test_the_history_takes_the_same_queries(editor, django_assert_num_queries, saves):
    article = ArticleFactory(by=editor.user)
    for number in range(saves - 1):
        save(article, EditorFactory(), title=f"Lần {number}")
        publishing.publish(article, by=EditorFactory())

    # session, user, two of permissions, the story, saves, steps, editions; five of
    # every page: generation, clock, boundaries, agency
    # Two of these: who sees Party records, for the menu.
    with django_assert_num_queries(15):
        page = editor.get(address("history", article))

    assert page.context["page"].numbers == list(range(saves, 0, -1))


def test_a_thousand_saves_are_paged_without_gap_or_repetition(editor):
    article = ArticleFactory()
    first = article.revisions.get()
    Revision.objects.bulk_create(
        Revision(
            article=article,
            number=number,
            data=first.data,
            digest=first.digest,
            made_at=first.made_at + timedelta(minutes=number),
        )
        for number in range(2, 1001)
    )
    for _ in range(60):
        publishing.submit(article, by=None)
        publishing.recall(article, by=None)

    address_of_page, seen, steps, pages = address("history", article), [], [], 0
    while address_of_page:
        page = editor.get(address_of_page).context["page"]
        seen += page.numbers
        steps += [entry.step.pk for entry in page.entries if entry.step]
        cursor, pages = page.cursor, pages + 1
        address_of_page = cursor and f"{address('history', article)}?truoc={cursor}"

    assert seen == list(range(1000, 0, -1))
    assert len(steps) == len(set(steps)) == 120
    assert pages == 23  # (1000 + 120) / 50, rounded up


@pytest.mark.parametrize("cursor", ["x", "9" * 40, "1", "-", "٣-٣", "1-1-1"])
def test_a36_an_odd_cursor_is_the_first_page(editor, cursor):
    article = ArticleFactory()

    page = editor.get(address("history", article), {"truoc": cursor})

    assert page.context["page"].numbers == [1]


def test_any_two_saves_are_compared_in_every_part(editor):
    first, second = ArticleFactory(title="Tin một"), ArticleFactory(title="Tin hai")
    photo, other = PhotoFactory(caption="Kho"), PhotoFactory(caption="Chợ")
    minh, lan = AuthorFactory(name="Minh Anh"), AuthorFactory(name="Lan")
    article = ArticleFactory(
        title="Tạm giữ 600 đôi giày",
        sapo="Sapo cũ",
        body="<p>Đoàn kiểm tra lập biên bản tại kho</p><p>Không đổi</p>",
        category=CategoryFactory(name="Thời sự"),
        lead_photo=photo,
        tags=["hàng giả"],
        bylines=[(minh, None)],
        pins=[first.pk],
    )
    save(
        article,
        title="Tạm giữ 650 đôi giày",
        sapo="Sapo mới",
        body="<p>Đoàn kiểm tra lập biên bản tại chợ</p><p>Không đổi</p><p>Thêm</p>",
        category=CategoryFactory(name="Đời sống"),
        lead_photo=other,
        lead_caption="Chợ Đông Đô",
        kind="bai",
        source_name="Đội 2",
        source_url="https://a.vn/1",
        tags=["thuế"],
        bylines=[(minh, None), (lan, None)],
        pins=[second.pk, first.pk],
        gallery=[{"photo": photo.pk, "alt": "Kho hàng", "caption": "Toàn cảnh"}],
    )

    page = compare(editor, article, 2, 1)  # The older is put first, however asked.

    differences = told(page)
    assert differences["title"] == [
        ("changed", "Tạm giữ 600 đôi giày", "Tạm giữ 650 đôi giày")
    ]
    assert differences["body"][1] == ("added", None, "Thêm")
    assert differences["category"] == [("changed", "Thời sự", "Đời sống")]
    assert differences["lead_caption"] == [("changed", "Kho", "Chợ Đông Đô")]
    assert differences["tags"] == [
        ("removed", "hàng giả", None),
        ("added", None, "thuế"),
    ]
    assert differences["bylines"] == [("added", None, "Lan")]
    assert differences["pins"] == [("added", None, "Tin hai")]
    assert set(differences) == {
        *("title", "sapo", "body", "category", "kind", "tags", "lead_photo"),
        *("lead_caption", "lead_alt", "source_name", "source_url", "bylines"),
        *("gallery", "pins"),
    }
    assert '<del><span class="visually-hidden">[bỏ: </span>600' in page.text
    assert '<ins><span class="visually-hidden">[thêm: </span>650' in page.text
    assert "1 đoạn không đổi" not in page.text  # Too near to a change to be folded.


def test_long_unchanged_text_is_folded(editor):
    lines = [f"<p>Đoạn số {n} giữ nguyên như cũ</p>" for n in range(9)]
    article = ArticleFactory(body="".join(lines))
    save(article, body="".join([*lines, "<p>Đoạn cuối cùng</p>"]))

    page = compare(editor, article, 1, 2)

    assert "8 đoạn không đổi" in page.text


@pytest.mark.parametrize("pins", [1, 3])
def test_a_comparison_takes_the_same_queries(editor, django_assert_num_queries, pins):
    pinned = [ArticleFactory().pk for _ in range(pins)]
    article = ArticleFactory()
    save(article, pins=pinned)

    # session, user, two of permissions, the story, two saves, pins, sections; five of
    # every page: generation, clock, boundaries, agency
    # Two of these: who sees Party records, for the menu.
    with django_assert_num_queries(16):
        page = compare(editor, article, 1, 2)

    assert len(told(page)["pins"]) == pins


@pytest.mark.parametrize(
    "query",
    ["", "?cu=1", "?cu=1&moi=1", "?cu=1&moi=9", "?cu=x&moi=y", "?cu=1&moi=" + "9" * 40],
)
def test_two_saves_must_be_chosen(editor, query):
    article = ArticleFactory()
    save(article, title="Hai")

    response = editor.get(address("compare", article) + query)

    assert response.url == address("history", article)


def test_one_save_is_shown_whole_and_clean(editor):
    pin = ArticleFactory(title="Tin được ghim")
    article = ArticleFactory(title="Bản đầu", tags=["hàng giả"], pins=[pin.pk])
    revision = article.revisions.get()
    wild = revision.data.replace("<p>", "<script>alert(1)</script><p onclick=x>")
    Revision.objects.filter(pk=revision.pk).update(data=wild)
    save(article, title="Bản sau")

    page = editor.get(address("revision", article, 1))

    for text in ("Bản đầu", "Toàn văn tin số", "hàng giả", "Tin được ghim"):
        assert text in page.text
    assert "alert(1)" not in page.text
    assert "onclick=x" not in page.text
    assert address("restore", article, 1) in page.text


def test_what_readers_saw_at_a_moment_is_told(editor):
    at = timezone.make_aware(datetime(2026, 10, 12, 8, 0))
    article = ArticleFactory(title="Bản sáng", body="<p>Chữ của buổi sáng</p>")
    EditionFactory(article=article, starts_at=at)
    save(article, title="Bản chiều", body="<p>Chữ của buổi chiều</p>")
    EditionFactory(
        article=article,
        starts_at=at + timedelta(hours=5),
        ends_at=at + timedelta(hours=8),
    )
    save(article, title="Chưa bao giờ lên trang")

    def seen(**query):
        page = editor.get(address("readers_saw", article), query)
        assert "Chưa bao giờ lên trang" not in page.text.replace(
            "Chưa bao giờ lên trang</a>", ""
        )
        return page, [row["edition"].title for row in page.context["editions"]]

    morning, titles = seen(ngay="2026-10-12", gio="12:59")
    assert titles == ["Bản sáng"]
    assert "Chữ của buổi sáng" in morning.text
    assert "Chữ của buổi chiều" not in morning.text
    assert seen(ngay="12/10/2026", gio="13:00")[1] == ["Bản chiều"]
    assert seen(ngay="12/10/2026")[1] == ["Bản sáng", "Bản chiều"]
    nothing, titles = seen(ngay="12/10/2026", gio="16:00")
    assert titles == []
    assert "Lúc đó bài không có trên trang." in nothing.text
    assert seen(ngay="13/10/2026")[1] == []
    assert morning.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in morning.headers["Cache-Control"]


def test_readers_never_saw_what_is_only_scheduled(editor):
    article = ArticleFactory()
    publishing.schedule(article, at=timezone.now() + timedelta(minutes=3), by=None)
    today = timezone.localdate().isoformat()

    page = editor.get(address("readers_saw", article), {"ngay": today})

    assert page.context["editions"] == []
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    "query", [{"ngay": "x"}, {"ngay": "12/10/9999"}, {"ngay": "1/1/0001"}]
)
def test_a_bad_date_is_an_error_at_its_field(editor, query):
    page = editor.get(address("readers_saw", ArticleFactory()), query)

    assert list(page.context["form"].errors) == ["ngay"]
