"""What would leave the office outside its own portal is refused."""

import unicodedata

import pytest
from django.urls import reverse

from portal.models import AgencyProfile, User
from tests.factories import AdministratorFactory, ReporterFactory

pytestmark = pytest.mark.django_db


def form_of(user, **changes):
    data = {
        "username": user.username,
        "full_name": user.full_name,
        "email": "",
        "is_active": "on",
        "is_staff": "on",
        "groups": [group.pk for group in user.groups.all()],
    }
    return {name: value for name, value in (data | changes).items() if value != ""}


@pytest.mark.parametrize("name", ["is_active", "is_staff", "groups"])
def test_an_administrator_cannot_lock_himself_out(client, name):
    user = AdministratorFactory()
    client.force_login(user)
    url = reverse("admin:portal_user_change", args=[user.pk])

    response = client.post(url, form_of(user, **{name: ""}))

    assert name in response.context["adminform"].form.errors
    user = User.objects.get(pk=user.pk)
    assert user.is_active
    assert user.is_staff
    assert user.groups.exists()


def test_an_administrator_switches_others_off(client):
    client.force_login(AdministratorFactory())
    reporter = ReporterFactory()
    url = reverse("admin:portal_user_change", args=[reporter.pk])

    client.post(url, form_of(reporter, is_active=""))

    assert not User.objects.get(pk=reporter.pk).is_active


def test_the_profile_in_force_stays_and_old_ones_may_go(client):
    client.force_login(AdministratorFactory())
    old, current = (
        AgencyProfile.objects.create(valid_from=day, name="Chi cục")
        for day in ("2018-10-01", "2025-06-01")
    )

    for profile, status in [(current, 403), (old, 302)]:
        url = reverse("admin:portal_agencyprofile_delete", args=[profile.pk])
        assert client.post(url, {"post": "yes"}).status_code == status

    assert AgencyProfile.objects.get() == current


def test_names_of_the_office_and_its_people_are_kept_in_nfc(client):
    client.force_login(AdministratorFactory())
    reporter = ReporterFactory()
    nfd = unicodedata.normalize("NFD", "Chi cục Quản lý")

    client.post(
        reverse("admin:portal_agencyprofile_add"),
        {"valid_from": "01/06/2025", "name": f"{nfd} "},
    )
    client.post(
        reverse("admin:portal_user_change", args=[reporter.pk]),
        form_of(reporter, full_name=nfd),
    )

    assert AgencyProfile.objects.get().name == "Chi cục Quản lý"
    assert User.objects.get(pk=reporter.pk).full_name == "Chi cục Quản lý"
