"""Who may see which records: party.access.scope_of()."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone

from party.access import NOTHING, Scope, scope_of
from party.models import Member
from portal import roles
from portal.models import User
from tests.factories import PartyOfficerFactory, UserFactory
from tests.party.factories import (
    AccessFactory,
    CommitteeFactory,
    MemberFactory,
    OrganizationFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_an_officer_sees_all():
    assert scope_of(PartyOfficerFactory()) == Scope(is_officer=True)


@pytest.mark.parametrize("role", [roles.REPORTER, roles.EDITOR, roles.ADMINISTRATOR])
def test_a43_other_roles_see_nothing(role):
    OrganizationFactory()

    assert scope_of(UserFactory(role=role)) == NOTHING


def test_a43_the_flag_of_a_superuser_alone_opens_nothing():
    user = User.objects.create_superuser("goc", "mat-khau-dai-1")
    assert scope_of(user) == NOTHING

    user.groups.add(Group.objects.get(name=roles.PARTY_OFFICER))

    assert scope_of(user).is_officer


@pytest.mark.parametrize("flag", ["is_active", "is_staff"])
def test_an_account_that_may_not_enter_the_desk_sees_nothing(flag):
    officer = PartyOfficerFactory(**{flag: False})
    named = AccessFactory().user
    User.objects.filter(pk=named.pk).update(**{flag: False})
    named.refresh_from_db()

    assert scope_of(officer) == scope_of(named) == scope_of(AnonymousUser()) == NOTHING


def test_a_named_officer_sees_one_organization_and_with_it_what_stands_below():
    top = CommitteeFactory()
    below, other = OrganizationFactory(parent=top), OrganizationFactory()
    alone = AccessFactory(organization=top).user
    deep = AccessFactory(organization=top, with_subordinates=True).user

    assert scope_of(alone).seen == {top.pk}
    assert scope_of(deep).seen == {top.pk, below.pk}
    assert not scope_of(deep).may_see(other.pk)


def test_who_only_reads_records_nothing():
    access = AccessFactory(may_record=False)

    rights = scope_of(access.user)

    assert (rights.seen, rights.recorded) == ({access.organization_id}, frozenset())


def test_an_access_begins_and_ends_with_its_days():
    today = timezone.localdate()
    access = AccessFactory(starts_on=today, ends_on=today)

    seen = [bool(scope_of(access.user, today + n * DAY)) for n in (-1, 0, 1)]

    assert seen == [False, True, False]


def test_members_are_those_who_belong_or_belonged():
    branch = OrganizationFactory()
    mine = MemberFactory(organization=branch)
    MemberFactory()
    user = AccessFactory(organization=branch).user

    assert list(scope_of(user).members()) == [mine]
    assert list(scope_of(UserFactory(is_staff=True)).members()) == []
    assert Member.objects.count() == 2
