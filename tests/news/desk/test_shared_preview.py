"""A9, A10: one revision for people without an account, as long as its link is open."""

import re
import threading
from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news import attachments, publishing
from news.desk import shared_preview
from news.models import (
    Article,
    ArticleAttachment,
    AuditEntry,
    PreviewLink,
    Revision,
    Step,
)
from tests.document_files import pdf
from tests.factories import (
    ArticleFactory,
    EditionFactory,
    EditorFactory,
    PhotoFactory,
    ReporterFactory,
)
from tests.news.desk.sending import change, filled_in

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MOMENT = re.compile(r"<time [^>]+>[^<]+</time>")  # Of publication, if it were now.


def links_of(article) -> str:
    return reverse("admin:news_article_sharing", args=[article.pk])


def form_for(article, **changes):
    newest = Revision.objects.of(article).first()
    return {
        "link-revision": newest.pk,
        "link-note": "Đồng chí Chi cục trưởng",
        "link-lasts": "24",
        **changes,
    }


def revoking(link) -> str:
    return reverse("admin:news_article_sharing_revoke", args=[link.article_id, link.pk])


def open_link(article, by=None, lasts=HOUR):
    newest = Revision.objects.of(article).first()
    return publishing.open_link(newest, by=by or EditorFactory(), lasts=lasts)


def path_of(link) -> str:
    return f"/ban-nhap/{shared_preview.token(link)}/"


def expire(link):
    now = timezone.now()
    PreviewLink.objects.filter(pk=link.pk).update(
        made_at=now - 2 * HOUR, expires_at=now - HOUR
    )
    # Its moments are signed: the address is that of the row as it now stands.
    link.refresh_from_db()
    return link


# --- The page -------------------------------------------------------------------------


def test_a9_the_link_shows_its_revision_and_no_later_save(client):
    article = ArticleFactory(title="Bản gửi duyệt")
    link = open_link(article)
    article.title = "Sửa sau khi gửi"
    publishing.save(article, by=None)

    page = client.get(path_of(link))

    assert page.status_code == 200
    assert "Bản gửi duyệt" in page.text
    assert "Sửa sau khi gửi" not in page.text


def test_a9_the_page_is_marked_and_kept_found_counted_by_nobody(client):
    live = EditionFactory(title="Tin đang đăng")
    path = path_of(open_link(live.article))

    page, again = client.get(path), client.get(path)

    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert '<meta name="robots" content="noindex, nofollow">' in page.text
    assert 'class="draft-mark"' in page.text
    assert "Chỉ dành cho người nhận liên kết" in page.text
    assert not page.cookies
    assert "Cookie" not in page.headers.get("Vary", "")
    assert "ETag" not in again.headers  # The page cache gives every page one.
    for telling in ("ld+json", "canonical", 'data-reading="', "reading-count"):
        assert telling not in page.text
        assert telling in client.get(live.get_absolute_url()).text
    assert "/quan-tri/" not in page.text


def test_a9_robots_are_kept_out(client):
    assert "Disallow: /ban-nhap/\n" in client.get("/robots.txt").text


def test_a9_asking_for_the_head_alone_works_and_posting_does_not(client):
    path = path_of(open_link(ArticleFactory()))

    head, page = client.head(path), client.get(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["X-Robots-Tag"] == page.headers["X-Robots-Tag"]
    assert client.post(path).status_code == 405


def test_a9_a_reading_of_a_shared_draft_is_not_counted(client):
    article = ArticleFactory()
    client.get(path_of(open_link(article)))

    agent = {"HTTP_USER_AGENT": "Mozilla/5.0 Firefox/140.0"}
    answer = client.post(f"/luot-doc/{article.pk}/", **agent)

    assert answer.status_code == 404


def closed_links():
    """One address of each kind that leads nowhere, and what it is."""
    article, deleted = ArticleFactory(title="Tin mật"), ArticleFactory()
    revoked, of_deleted, open_one = (open_link(a) for a in (article, deleted, article))
    publishing.revoke_link(revoked, by=EditorFactory())
    expired = expire(open_link(article))
    gone = path_of(of_deleted)
    deleted.delete()
    token = shared_preview.token(open_one)
    number, _, signature = token.partition("-")
    other = "A" if signature[0] != "A" else "B"
    foreign = Signer(salt="elsewhere").signature(number)
    return {
        "revoked": path_of(revoked),
        "expired": path_of(expired),
        "deleted": gone,
        "wrong signature": f"/ban-nhap/{number}-{other}{signature[1:]}/",
        "signature of another number": f"/ban-nhap/{int(number) + 1000}-{signature}/",
        "another salt": f"/ban-nhap/{number}-{foreign}/",
        "cut": f"/ban-nhap/{token[:-1]}/",
        "longer": f"/ban-nhap/{token}x/",
        "never made": f"/ban-nhap/999999-{'x' * 43}/",
        "no token": "/ban-nhap/x/",
        "odd": "/ban-nhap/%00%E2%80%AE-/",
        "huge": f"/ban-nhap/{'9' * 40}-{'x' * 43}/",
    }


def test_a9_a_link_that_is_not_open_always_gives_one_same_answer(client):
    paths = closed_links()
    client.get("/ban-nhap/x/")  # What pages share is made.

    answers = {}
    for kind, path in paths.items():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        told = dict(answer.headers)
        answers[kind] = (answer.status_code, answer.content, told, len(queries))

    expected = answers["never made"]
    assert expected[0] == 404
    assert "Tin mật" not in expected[1].decode()
    assert expected[2]["Cache-Control"] == "private, no-store"
    assert {kind for kind in answers if answers[kind] != expected} == set()


def test_a9_after_a_restored_backup_an_old_token_opens_no_new_link(client):
    first = open_link(ArticleFactory(title="Trước"))
    old = path_of(first)
    number = first.pk
    first.delete()
    second = open_link(ArticleFactory(title="Tin mật khác"))
    PreviewLink.objects.filter(pk=second.pk).update(id=number)

    assert client.get(old).status_code == 404
    assert client.get(path_of(PreviewLink.objects.get(pk=number))).status_code == 200


def test_a9_links_close_with_the_account_that_made_them(client, editor):
    maker, article = EditorFactory(), ArticleFactory()
    path = path_of(open_link(article, by=maker))
    assert client.get(path).status_code == 200
    assert path in editor.get(links_of(article)).text

    maker.is_active = False
    maker.save()

    assert client.get(path).status_code == 404
    listed = editor.get(links_of(article)).text
    assert path not in listed
    assert "Đã đóng cùng tài khoản của người tạo" in listed


def test_a9_revoking_closes_the_link_at_once(client, editor):
    link = open_link(ArticleFactory())
    assert client.get(path_of(link)).status_code == 200

    editor.post(revoking(link))

    assert client.get(path_of(link)).status_code == 404
    link.refresh_from_db()
    assert link.revoked_by == editor.user


def test_a31_a_link_looks_the_same_to_staff_and_to_everybody(client, editor):
    path = path_of(open_link(ArticleFactory()))

    pages = {MOMENT.sub("", who.get(path).text) for who in (editor, client)}

    assert len(pages) == 1
    assert "Kiểm tra kho hàng" in pages.pop()


# --- Photos and files of a draft ------------------------------------------------------


def test_a10_files_of_the_revision_are_given_through_its_link_alone(client):
    article = ArticleFactory()
    named, other = (
        attachments.store(pdf(text.encode()), name=f"{text}.pdf", by=None)
        for text in ("Quyết định", "Khác")
    )
    ArticleAttachment.objects.create(article=article, attachment=named)
    publishing.save(article, by=None)
    link = open_link(article)
    path = path_of(link)

    page = client.get(path)

    assert re.findall(r'href="([^"]+)" download', page.text) == [
        f"{path}tep/{named.pk}/"
    ]
    answer = client.get(f"{path}tep/{named.pk}/")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert client.get(f"{path}tep/{other.pk}/").status_code == 404
    assert client.get(f"/tep-dinh-kem/{article.pk}/{named.pk}/x.pdf").status_code == 404
    publishing.revoke_link(link, by=EditorFactory())
    refused = client.get(f"{path}tep/{named.pk}/")
    assert refused.content == client.get(f"{path}tep/999/").content
    assert refused.status_code == 404


def test_a10_photos_of_a_draft_have_names_that_nobody_guesses_or_lists(client):
    photo = PhotoFactory(caption="Kho hàng")
    article = ArticleFactory(lead_photo=photo)

    folder, _, name = str(photo.file.name).rpartition("/")

    assert re.fullmatch(r"[0-9a-f]{32,}\.[a-z]+", name)
    assert "kho" not in name
    for listing in ("/media/", f"/media/{folder}/", f"/media/{folder}"):
        assert client.get(listing).status_code == 404
    for url in ("/", "/rss/", "/sitemap.xml", f"/x-{article.pk}.html"):
        assert name.partition(".")[0] not in client.get(url).text
    assert name.partition(".")[0] in client.get(path_of(open_link(article))).text


def test_a10_a_withdrawn_photo_leaves_shared_drafts(client):
    photo = PhotoFactory()
    link = open_link(ArticleFactory(lead_photo=photo))
    stem = str(photo.file.name).rpartition(".")[0]
    assert stem in client.get(path_of(link)).text

    publishing.withdraw_photo(photo, by=EditorFactory(), reason="Riêng tư")

    assert stem not in client.get(path_of(link)).text


# --- Making and revoking --------------------------------------------------------------


def test_who_makes_a_link_gets_its_full_address_now_and_later(editor, settings):
    article = ArticleFactory()

    page = editor.post(links_of(article), form_for(article), follow=True)

    link = PreviewLink.objects.get()
    address = f"{settings.SITE_URL}{path_of(link)}"
    for text in (page.text, editor.get(change(article)).text):
        assert f'value="{address}"' in text
        assert "Đồng chí Chi cục trưởng" in text
    assert (link.made_by, link.revision.number) == (editor.user, 1)
    assert link.expires_at - link.made_at == timedelta(hours=24)
    assert Client().get(path_of(link)).status_code == 200


def test_a_link_is_made_of_the_revision_that_the_person_saw(editor):
    article = ArticleFactory(title="Đã xem")
    form = form_for(article)
    article.title = "Người khác vừa lưu"
    publishing.save(article, by=None)

    editor.post(links_of(article), form)

    assert "Đã xem" in Client().get(path_of(PreviewLink.objects.get())).text


def test_making_a_link_takes_nothing_from_who_has_the_form_open(editor):
    article = ArticleFactory()
    form = filled_in(article, title="Đang gõ")

    editor.post(links_of(article), form_for(article))
    editor.post(change(article), form)

    article.refresh_from_db()
    assert article.title == "Đang gõ"


def test_the_box_repeats_nothing_that_was_said_of_another_step(editor):
    article = ArticleFactory()
    publishing.submit(article, by=editor.user)

    text = editor.get(change(article)).text

    assert '<section class="step-note step-note--gui-duyet"' in text
    assert re.findall(r"data-links-status>(.*?)</p>", text) == [""]


def test_a_script_gets_the_box_alone(editor):
    article = ArticleFactory()
    headers = {"X-Requested-With": "panel"}

    made = editor.post(links_of(article), form_for(article), headers=headers)
    link = PreviewLink.objects.get()
    closed = editor.post(revoking(link), headers=headers)
    again = editor.post(revoking(link), headers=headers)

    for answer, said in [
        (made, "Đã tạo liên kết xem trước."),
        (closed, "Đã thu hồi liên kết."),
        (again, "Liên kết đã hết hạn hoặc đã bị thu hồi."),
    ]:
        assert answer.status_code == 200
        assert "<html" not in answer.text
        assert said in answer.text
    assert path_of(link) in made.text
    assert path_of(link) not in closed.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("link-lasts", "8760"),
        ("link-lasts", ""),
        ("link-revision", "x"),
        ("link-revision", "99999999999999999999"),
        ("link-revision", "of another story"),
        ("link-note", "x" * 201),
    ],
)
def test_a_forged_link_is_an_error_at_its_field(editor, field, value):
    article, other = ArticleFactory(), ArticleFactory()
    if value == "of another story":
        value = Revision.objects.of(other).first().pk

    answer = editor.post(links_of(article), form_for(article, **{field: value}))

    assert answer.status_code == 400
    assert field.removeprefix("link-") in answer.context["link_form"].errors
    assert not PreviewLink.objects.exists()


def test_a_story_has_so_many_open_links_and_closed_ones_make_room(editor):
    article = ArticleFactory()
    made = [open_link(article) for _ in range(publishing.MOST_OPEN)]

    refused = editor.post(links_of(article), form_for(article))
    assert refused.status_code == 400
    assert "thu hồi bớt" in refused.text

    publishing.revoke_link(made[0], by=editor.user)
    expire(made[1])
    editor.post(links_of(article), form_for(article))
    assert (
        article.preview_links.open(timezone.now()).count() == publishing.MOST_OPEN - 1
    )


def test_making_and_revoking_are_logged_with_the_story_and_with_the_portal(editor):
    article = ArticleFactory(title="Tin thử")
    editor.post(links_of(article), form_for(article))
    link = PreviewLink.objects.get()
    editor.post(revoking(link), REMOTE_ADDR="203.0.113.5")

    until = timezone.localtime(link.expires_at).strftime("%H:%M · %d/%m/%Y")
    note = f"Đồng chí Chi cục trưởng: bản lưu 1, đến {until}"
    steps = Step.objects.filter(kind__in=["tao-lien-ket", "thu-hoi"]).order_by("pk")
    assert [(step.kind, step.by, step.note) for step in steps] == [
        ("tao-lien-ket", editor.user, note),
        ("thu-hoi", editor.user, note),
    ]
    entries = AuditEntry.objects.filter(kind="lien-ket").order_by("pk")
    assert [(entry.text, entry.object_label) for entry in entries] == [
        (f"Tạo liên kết xem trước: {note}", f"Tin thử (bài {article.pk})"),
        (f"Thu hồi liên kết xem trước: {note}", f"Tin thử (bài {article.pk})"),
    ]
    assert entries[1].address == "203.0.113.5"
    assert shared_preview.token(link) not in str(list(AuditEntry.objects.values()))


# --- Who may --------------------------------------------------------------------------


def test_a9_who_may_change_the_story_makes_links(
    client, reporter, editor, administrator, party_officer
):
    own = ArticleFactory(by=reporter.user)
    expected = {
        "visitor": (client, 302, 0),
        "party officer": (party_officer, 403, 0),
        "its reporter": (reporter, 302, 1),
        "editor": (editor, 302, 2),
        "administrator": (administrator, 302, 3),
    }

    for name, (who, status, made) in expected.items():
        answer = who.post(links_of(own), form_for(own))
        assert (answer.status_code, PreviewLink.objects.count()) == (status, made), name


def test_a9_a_reporter_neither_sees_nor_makes_links_of_others_stories(reporter):
    other = ArticleFactory(title="Tin mật")
    link = open_link(other)
    nowhere = Article(pk=other.pk + 1000)

    def answers(article, link_pk):
        revoke = reverse(
            "admin:news_article_sharing_revoke", args=[article.pk, link_pk]
        )
        responses = [
            reporter.get(links_of(article)),
            reporter.post(links_of(article), form_for(other)),
            reporter.post(revoke),
        ]
        return [(answer.status_code, answer["Location"]) for answer in responses]

    assert answers(other, link.pk) == answers(nowhere, link.pk)
    assert list(PreviewLink.objects.open(timezone.now())) == [link]


def test_a9_a_published_story_of_hers_gets_no_new_link_and_shows_no_others(reporter):
    live = EditionFactory(by=reporter.user).article
    link = open_link(live)

    page = reporter.get(links_of(live))

    assert reporter.post(links_of(live), form_for(live)).status_code == 403
    assert path_of(link) not in page.text
    assert "Tạo liên kết" not in page.text
    assert reporter.post(revoking(link)).status_code == 403
    assert PreviewLink.objects.open(timezone.now()).count() == 1


def test_a9_its_maker_and_editors_revoke_a_link(reporter, editor):
    article = ArticleFactory(by=reporter.user)
    of_reporter = open_link(article, by=reporter.user)
    of_editor = open_link(article, by=editor.user)

    answers = [
        reporter.post(revoking(of_editor)).status_code,
        reporter.post(revoking(of_reporter)).status_code,
        editor.post(revoking(of_editor)).status_code,
    ]

    assert answers == [403, 302, 302]
    assert not PreviewLink.objects.open(timezone.now()).exists()


def test_a9_a_link_is_revoked_through_its_own_story_alone(editor):
    link, other = open_link(ArticleFactory()), ArticleFactory()

    editor.post(reverse("admin:news_article_sharing_revoke", args=[other.pk, link.pk]))

    assert list(PreviewLink.objects.open(timezone.now())) == [link]


def test_a46_links_are_made_and_revoked_by_posts_with_a_token(editor):
    article = ArticleFactory()
    link = open_link(article)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor.user)

    assert strict.post(links_of(article), form_for(article)).status_code == 403
    assert strict.post(revoking(link)).status_code == 403
    assert strict.get(revoking(link)).status_code == 405
    assert list(PreviewLink.objects.open(timezone.now())) == [link]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_links_costs_the_same_queries(
    editor, django_assert_num_queries, count
):
    article = ArticleFactory()
    for _ in range(count):
        open_link(article)

    # Two of these: who sees Party records, for the menu.
    with django_assert_num_queries(15):
        page = editor.get(links_of(article))

    assert len(page.context["preview_links"]) == count


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_do_not_open_one_link_too_many():
    article, user = ArticleFactory(), ReporterFactory()
    for _ in range(publishing.MOST_OPEN - 1):
        open_link(article)
    newest = Revision.objects.of(article).first()
    refusals, start = [], threading.Barrier(4)

    def make():
        start.wait()
        try:
            publishing.open_link(newest, by=user, lasts=HOUR)
        except publishing.PublishingError as error:
            refusals.append(str(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refusals) == 3
    assert article.preview_links.count() == publishing.MOST_OPEN
