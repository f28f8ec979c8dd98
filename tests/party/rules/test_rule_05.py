"""Rule 5: how many members an organization of its kind has."""

from datetime import date

import pytest

from party import records
from party.enums import OrganizationKind
from party.models import Regulation
from party.rules.organizations import rule_5
from tests.party.factories import CommitteeFactory, MemberFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
DAY = date(2024, 1, 1)


def found(organization):
    return [(f.blocks, f.message) for f in rule_5(organization, DAY)]


def test_a_branch_with_two_official_members_is_warned_of_and_with_three_not():
    branch = OrganizationFactory(name="Chi bộ A")
    MemberFactory.create_batch(2, organization=branch)
    MemberFactory(organization=branch, official_on=None)
    message = "Chi bộ A có 2 đảng viên chính thức, ít hơn 3."
    assert found(branch) == [(False, message)]

    MemberFactory(organization=branch)

    assert found(branch) == []


@pytest.mark.parametrize(
    ("count", "committee", "base_branch"),
    [
        (3, "Đảng bộ B có 3 đảng viên, ít hơn 4.", None),
        (4, None, "Chi bộ C có 4 đảng viên, từ 4 thì lập đảng bộ."),
    ],
)
def test_from_the_threshold_on_it_is_a_committee(count, committee, base_branch):
    Regulation.objects.create(valid_from=date(2023, 1, 1), base_threshold=4)
    top = CommitteeFactory(name="Đảng bộ B")
    below = OrganizationFactory(parent=top)
    alone = OrganizationFactory(name="Chi bộ C", kind=OrganizationKind.BASE_BRANCH)
    MemberFactory.create_batch(count, organization=below)
    MemberFactory.create_batch(count, organization=alone)

    assert found(top) == ([(False, committee)] if committee else [])
    assert found(alone) == ([(False, base_branch)] if base_branch else [])


def test_of_an_organization_that_is_no_more_nothing_is_said():
    branch = OrganizationFactory()
    assert len(found(branch)) == 1

    records.dissolve(branch, on=DAY, by=None)

    assert found(branch) == []
