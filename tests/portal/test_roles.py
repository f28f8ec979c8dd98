"""The four groups and what stands in them; administrators are not superusers."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from portal import roles
from portal.models import User
from tests.factories import AdministratorFactory, UserFactory

pytestmark = pytest.mark.django_db
USERS = "admin:portal_user_{}"


@pytest.fixture
def administrator(client):
    client.user = AdministratorFactory()
    client.force_login(client.user)
    return client


def granted(name: str) -> set[str]:
    return {
        f"{row.content_type.app_label}.{row.codename}"
        for row in Group.objects.get(name=name).permissions.all()
    }


def test_the_groups_stand_ready_in_a_new_database():
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.PERMISSIONS)
    for name, wanted in roles.PERMISSIONS.items():
        assert granted(name) == wanted


def test_syncing_takes_back_what_was_added_by_hand():
    reporters = Group.objects.get(name=roles.REPORTER)
    reporters.permissions.add(Permission.objects.get(codename="publish_article"))

    roles.sync_roles()

    assert granted(roles.REPORTER) == roles.PERMISSIONS[roles.REPORTER]


def test_who_may_publish():
    may = {name: "news.publish_article" in granted(name) for name in roles.PERMISSIONS}

    assert may == {
        roles.REPORTER: False,
        roles.EDITOR: True,
        roles.ADMINISTRATOR: True,
        roles.PARTY_OFFICER: False,
    }


def test_an_administrator_makes_accounts_without_superpowers(administrator):
    form = {
        "username": "moi",
        "full_name": "Người Mới",
        "is_staff": "on",
        "is_superuser": "on",
        "groups": [Group.objects.get(name=roles.EDITOR).pk],
        "usable_password": "true",
        "password1": "mat-khau-dai-1",
        "password2": "mat-khau-dai-1",
    }

    administrator.post(reverse(USERS.format("add")), form)

    user = User.objects.get(username="moi")
    assert (user.full_name, user.is_staff, user.is_superuser) == (
        "Người Mới",
        True,
        False,
    )
    assert [group.name for group in user.groups.all()] == [roles.EDITOR]


def test_an_administrator_does_not_touch_a_superuser(administrator):
    chief = User.objects.create_superuser("chief", "mat-khau-dai-1")
    page = reverse(USERS.format("change"), args=[chief.pk])
    password = reverse("admin:auth_user_password_change", args=[chief.pk])

    assert administrator.post(page, {"username": "x"}).status_code == 403
    assert administrator.post(password, {"password1": "x"}).status_code == 403


def test_accounts_are_switched_off_and_never_deleted(administrator):
    user = UserFactory()
    url = reverse(USERS.format("delete"), args=[user.pk])

    assert administrator.post(url, {"post": "yes"}).status_code == 403


def test_accounts_are_found_without_marks(administrator):
    wanted = UserFactory(full_name="Đặng Thị Hường")

    page = administrator.get(reverse(USERS.format("changelist")), {"q": "dang huong"})

    assert list(page.context["cl"].result_list) == [wanted]


def test_groups_are_for_reading(administrator):
    group = Group.objects.get(name=roles.REPORTER)
    url = reverse("admin:auth_group_change", args=[group.pk])

    assert administrator.get(url).status_code == 200
    assert administrator.post(url, {"name": "x"}).status_code == 403
