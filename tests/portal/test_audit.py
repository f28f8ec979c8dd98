"""A47: logins, accounts and rights stand in the log of the portal, one row each."""

import logging

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from news.enums import AuditKind
from news.models import AuditEntry
from portal import roles
from portal.logs import OneLine
from tests.factories import AdministratorFactory, ReporterFactory, UserFactory
from tests.portal.test_lockout import form_of

pytestmark = pytest.mark.django_db
LOGIN = reverse("admin:login")
PASSWORD = "Mat-khau-cua-phep-thu-1"


def rows(*kinds):
    """(kind, actor's name, object, text) of what was recorded, oldest first."""
    entries = AuditEntry.objects.filter(kind__in=kinds or AuditKind.values)
    return [
        (entry.kind, entry.actor_name, entry.object_label, entry.text)
        for entry in entries.order_by("pk")
    ]


@pytest.fixture
def administrator(client):
    client.user = AdministratorFactory(full_name="Lê Quang Vinh")
    client.force_login(client.user)
    return client


@pytest.fixture
def reporter():
    return ReporterFactory(username="phongvien", full_name="Minh Anh")


def log_in(client, name, password=PASSWORD, **extra):
    return client.post(LOGIN, {"username": name, "password": password}, **extra)


def test_a47_coming_and_going_are_recorded_with_the_address(client, reporter):
    reporter.set_password(PASSWORD)
    reporter.save()

    log_in(client, "phongvien", REMOTE_ADDR="203.0.113.7")
    client.post(reverse("admin:logout"), REMOTE_ADDR="203.0.113.7")

    entries = AuditEntry.objects.order_by("pk")
    assert [(e.kind, e.actor, e.actor_name, e.address) for e in entries] == [
        ("dang-nhap", reporter, "Minh Anh", "203.0.113.7"),
        ("dang-xuat", reporter, "Minh Anh", "203.0.113.7"),
    ]


def test_a47_a_failed_login_keeps_the_typed_name_shortened_and_no_password(client):
    log_in(client, "phong\x07vien\r\nDang nhap gia", "BiMatCuaToi")

    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.actor, entry.actor_name) == (
        "nhap-sai",
        None,
        "phongvien D…",
    )
    assert "BiMatCuaToi" not in str(vars(entry))


def test_a47_a_password_typed_as_the_name_is_not_kept_whole(client):
    log_in(client, PASSWORD, "")
    log_in(client, PASSWORD, "x")

    assert rows() == [("nhap-sai", "Mat-khau-cua…", "", "")]


def test_a47_a_right_password_without_the_right_to_enter_is_a_failure(client):
    user = UserFactory(username="docgia")
    user.set_password(PASSWORD)
    user.save()

    log_in(client, "docgia")

    assert rows() == [
        ("nhap-sai", "docgia", "", "Tài khoản không được vào trang quản trị.")
    ]


def test_a47_a_new_account_is_recorded_once(administrator):
    form = {
        "username": "moi",
        "full_name": "Người Mới",
        "is_staff": "on",
        "groups": [Group.objects.get(name=roles.REPORTER).pk],
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }

    administrator.post(reverse("admin:portal_user_add"), form)

    assert rows(AuditKind.ACCOUNT, AuditKind.PASSWORD) == [
        (
            "tai-khoan",
            "Lê Quang Vinh",
            "Người Mới (moi)",
            "Tạo tài khoản. tên đăng nhập: moi; nhóm: Phóng viên; hoạt động: có;"
            " vào trang quản trị: có; toàn quyền: không",
        )
    ]


def test_a47_a_change_of_group_says_before_and_after(administrator, reporter):
    editors = Group.objects.get(name=roles.EDITOR)
    url = reverse("admin:portal_user_change", args=[reporter.pk])

    administrator.post(url, form_of(reporter, groups=[editors.pk]))

    assert rows(AuditKind.ACCOUNT) == [
        (
            "tai-khoan",
            "Lê Quang Vinh",
            "Minh Anh (phongvien)",
            "nhóm: Biên tập viên (trước: nhóm: Phóng viên)",
        )
    ]


def test_a47_an_account_switched_off_is_recorded_and_a_new_name_is_not(
    administrator, reporter
):
    url = reverse("admin:portal_user_change", args=[reporter.pk])

    administrator.post(url, form_of(reporter, full_name="Minh Ánh"))
    assert rows(AuditKind.ACCOUNT) == []

    administrator.post(url, form_of(reporter, full_name="Minh Ánh", is_active=""))
    assert rows(AuditKind.ACCOUNT) == [
        (
            "tai-khoan",
            "Lê Quang Vinh",
            "Minh Ánh (phongvien)",
            "hoạt động: không (trước: hoạt động: có)",
        )
    ]


def test_a47_a_password_is_recorded_when_changed_and_not_when_refused(
    administrator, reporter
):
    administrator.user.set_password(PASSWORD)
    administrator.user.save()
    administrator.force_login(administrator.user)
    own = {"old_password": PASSWORD, "new_password1": "Moi-hon-nua-2"}
    others = reverse("admin:auth_user_password_change", args=[reporter.pk])
    new = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}

    administrator.post(others, new | {"password2": "khac"})
    administrator.post(reverse("admin:password_change"), own | {"new_password2": "x"})
    assert rows(AuditKind.PASSWORD) == []

    administrator.post(others, new)
    administrator.post(
        reverse("admin:password_change"), own | {"new_password2": "Moi-hon-nua-2"}
    )

    assert [label for _, _, label, _ in rows(AuditKind.PASSWORD)] == [
        "Minh Anh (phongvien)",
        f"Lê Quang Vinh ({administrator.user.username})",
    ]
    assert PASSWORD not in str(list(AuditEntry.objects.values()))


def test_a47_no_role_and_no_superuser_changes_or_deletes_a_row(administrator):
    boss = UserFactory(is_staff=True, is_superuser=True)
    entry = AuditEntry.objects.newest().first()
    before = AuditEntry.objects.filter(pk=entry.pk).values().get()
    listed = reverse("admin:news_auditentry_changelist")
    chosen = {"action": "delete_selected", "_selected_action": [entry.pk]}

    for user in (boss, administrator.user):
        client = Client()
        client.force_login(user)
        for name in ("change", "delete"):
            url = reverse(f"admin:news_auditentry_{name}", args=[entry.pk])
            answer = client.post(url, {"post": "yes", "text": "Sửa", "kind": "xoa"})
            assert answer.status_code == 403
        add = reverse("admin:news_auditentry_add")
        assert client.post(add, {"kind": "xoa"}).status_code == 403
        client.post(listed, chosen | {"post": "yes"})
        page = client.get(listed)
        assert "delete_selected" not in page.text
        assert page.context["cl"].formset is None

    assert AuditEntry.objects.filter(pk=entry.pk).values().get() == before
    with pytest.raises(TypeError):
        AuditEntry.objects.filter(pk=entry.pk).update(text="Sửa")
    with pytest.raises(TypeError):
        AuditEntry.objects.filter(pk=entry.pk).delete()


def test_a47_a_traceback_begins_no_line_of_its_own():
    try:
        raise ValueError("/x\n2026-11-25 INFO django: Đăng nhập giả\x1b[2J")
    except ValueError:
        record = logging.getLogger("django.request").makeRecord(
            "django.request",
            logging.ERROR,
            __file__,
            1,
            "Internal Server Error: %s",
            ("/tin\r\n2026 INFO giả\u2028",),
            __import__("sys").exc_info(),
        )

    head, *rest = OneLine().format(record).split("\n")

    assert head.endswith(r"Internal Server Error: /tin\r\n2026 INFO giả\u2028")
    assert all(line.startswith("    ") for line in rest)
    assert r"Đăng nhập giả\x1b[2J" in rest[-1]


def test_a47_an_odd_address_makes_one_line(client, caplog):
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        client.get("/x%0D%0A2026-11-25%20INFO%20django:%20gia%0a.html")

    (record,) = [r for r in caplog.records if r.name == "django.request"]
    assert (
        OneLine()
        .format(record)
        .endswith(r"Not Found: /x\r\n2026-11-25 INFO django: gia\n.html")
    )
