"""A47: what is done with stories, photos and data leaves one row, for good."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from news import audit, publishing
from news.desk.admin.base import CountsSome
from news.enums import AuditKind
from news.models import AuditEntry
from news.models import audit as audit_models
from tests.factories import ArticleFactory, EditorFactory, PhotoFactory, TagFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:news_auditentry_changelist")


def rows(*kinds):
    entries = AuditEntry.objects.filter(kind__in=kinds or AuditKind.values)
    return [(e.kind, e.actor, e.object_label, e.text) for e in entries.order_by("pk")]


def fill(count, **facts):
    """So many entries, a minute apart, the last one now."""
    now = timezone.now()
    AuditEntry.objects.bulk_create(
        AuditEntry(
            at=now - timedelta(minutes=n),
            kind=AuditKind.LOGIN,
            search_text=f"dong {n}",
            **facts,
        )
        for n in reversed(range(count))
    )


def test_a47_publishing_and_withdrawing_leave_one_row_each():
    editor, article = EditorFactory(), ArticleFactory(title="Tin thử")
    label = f"Tin thử (bài {article.pk})"

    publishing.publish(article, by=editor)
    publishing.withdraw(article, by=editor, reason="Nhầm\r\nbài")

    assert rows() == [
        ("dang", editor, label, "Đăng: Bản 1"),
        ("go", editor, label, "Gỡ: Nhầm bài"),
    ]


def test_a47_a_refused_step_leaves_none():
    article = ArticleFactory(sapo="")

    with pytest.raises(publishing.Blocked):
        publishing.publish(article, by=EditorFactory())

    assert rows() == []


def test_a47_a_photo_that_is_withdrawn_and_returned_leaves_two():
    editor, photo = EditorFactory(), PhotoFactory(caption="Kho hàng")
    label = f"Kho hàng (ảnh {photo.pk})"

    publishing.withdraw_photo(photo, by=editor, reason="Bản quyền")
    publishing.return_photo(photo, by=editor)

    assert rows() == [
        ("go-anh", editor, label, "Gỡ khỏi mọi trang: Bản quyền"),
        ("go-anh", editor, label, "Trả lại."),
    ]


def test_a47_deleting_leaves_a_row_for_each_thing_and_the_row_outlives_it(editor):
    article = ArticleFactory(title="Bản nháp thừa")
    tags = [TagFactory(name=name) for name in ("thừa một", "thừa hai")]
    named = [(tag, tag.pk) for tag in tags]
    url = reverse("admin:news_article_delete", args=[article.pk])
    chosen = {"action": "delete_selected", "_selected_action": [t.pk for t in tags]}

    editor.post(url, {"post": "yes"}, REMOTE_ADDR="203.0.113.9")
    editor.post(reverse("admin:news_tag_changelist"), chosen | {"post": "yes"})

    entries = AuditEntry.objects.filter(kind=AuditKind.DELETE)
    assert sorted((e.actor.pk, e.object_label) for e in entries) == sorted(
        (editor.user.pk, label)
        for label in [
            f"Bản nháp thừa (bài viết {article.pk})",
            *(f"{tag.name} (từ khóa {tag_id})" for tag, tag_id in named),
        ]
    )
    assert entries.order_by("pk")[0].address == "203.0.113.9"


def test_a47_a_file_of_numbers_taken_away_leaves_a_row(editor, reporter):
    url = reverse("admin:statistics_file", args=["bai-viet", "csv"])

    assert reporter.get(url).status_code == 403
    assert editor.get(url).status_code == 200

    (row,) = rows(AuditKind.EXPORT)
    assert row[1] == editor.user
    assert row[2].startswith("luot-doc-bai-viet-")
    assert row[2].endswith(".csv")


def test_a47_an_import_leaves_a_row_and_a_trial_none(tmp_path):
    (tmp_path / "stories.jsonl").write_text("", encoding="utf-8")
    editor = EditorFactory(username="bientap")
    options = {"source": "cu", "user": "bientap"}

    call_command("import_stories", tmp_path, dry_run=True, **options)
    assert rows() == []

    call_command("import_stories", tmp_path, **options)
    assert rows() == [
        (
            "nhap",
            editor,
            "gói cu",
            "0 bài: 0 mới, 0 cập nhật, 0 giữ nguyên; 0 thay đổi; 0 lỗi.",
        )
    ]


def test_a47_what_people_typed_becomes_one_short_line():
    audit.record(
        AuditKind.DELETE,
        by=None,
        name="x\x00\n" * 200,
        text="a\r\n\u2028\x1b[31m" + "b " * 600,
        label="<script>\u202egnp.\t" * 40,
    )

    entry = AuditEntry.objects.get()
    for value in (entry.actor_name, entry.text, entry.object_label):
        assert value.isprintable()
    lengths = [len(entry.actor_name), len(entry.text), len(entry.object_label)]
    assert [lengths[0] <= 150, lengths[1] <= 500, lengths[2] <= 200] == [True] * 3


def test_a47_the_log_is_the_administrators(reporter, editor, administrator):
    entry = AuditEntry.objects.newest().first()
    one = reverse("admin:news_auditentry_change", args=[entry.pk])

    assert [c.get(LIST).status_code for c in (reporter, editor, administrator)] == [
        403,
        403,
        200,
    ]
    assert [c.get(one).status_code for c in (reporter, editor, administrator)] == [
        403,
        403,
        200,
    ]
    assert 'name="_save"' not in administrator.get(one).text


@pytest.mark.parametrize("count", [1, 3])
def test_a47_the_log_costs_the_same_queries(
    administrator, django_assert_num_queries, count
):
    fill(count)

    # moment, session, user, two for rights, people, count, rows, two for the boundary,
    # agency; two for who sees Party records, which the menu asks
    with django_assert_num_queries(13):
        administrator.get(LIST)


def test_a47_the_log_is_narrowed_by_kind_person_day_and_words(administrator, editor):
    AuditEntry.objects.bulk_create(
        AuditEntry(
            at=timezone.make_aware(timezone.datetime(2026, 10, day, hour)),
            kind=kind,
            actor=actor,
            text=text,
            search_text=text.lower(),
        )
        for day, hour, kind, actor, text in [
            (12, 0, AuditKind.PUBLISH, editor.user, "dang bai"),
            (12, 23, AuditKind.WITHDRAW, None, "go bai"),
            (13, 0, AuditKind.PUBLISH, None, "dang lai"),
        ]
    )

    def found(**query):
        queryset = administrator.get(LIST, query).context["cl"].queryset
        return [entry.text for entry in queryset if entry.text]

    assert found(kind__exact="go") == ["go bai"]
    assert found(nguoi=editor.user.pk) == ["dang bai"]
    assert found(ngay="2026-10-12") == ["go bai", "dang bai"]
    assert found(ngay="12/10/2026") == ["go bai", "dang bai"]
    assert found(q="Đăng bài") == ["dang bai"]
    assert found(q="bài", ngay="2026-10-12", kind__exact="dang") == ["dang bai"]
    for odd in ("x", "9999-99-99", "0001-01-01", "\u0661", "99999999999999999999"):
        page = administrator.get(LIST, {"ngay": odd, "nguoi": odd})
        assert "Ngày không đúng; hãy viết như 26/11/2026." in page.text


def test_a47_a_long_log_is_neither_counted_nor_searched_whole(
    administrator, monkeypatch
):
    monkeypatch.setattr(audit_models, "SEARCHED", 5)
    monkeypatch.setattr(CountsSome, "MOST", 4)
    fill(12)

    assert administrator.get(LIST).context["cl"].paginator.count == 4
    assert administrator.get(LIST, {"q": "dong 3"}).context["cl"].result_count == 1
    assert administrator.get(LIST, {"q": "dong 11"}).context["cl"].result_count == 0
    day = timezone.localdate(timezone.now() - timedelta(minutes=11))
    on_the_day = {"q": "dong 11", "ngay": day.isoformat()}
    assert administrator.get(LIST, on_the_day).context["cl"].result_count == 1
