"""Rule 6: what an organization may stand under."""

from datetime import date

import pytest

from party import records
from party.enums import OrganizationKind
from party.models import Organization
from tests.party.factories import CommitteeFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
K = OrganizationKind
LEGAL = {
    (K.PART_COMMITTEE, K.BASE_COMMITTEE),
    (K.BRANCH, K.BASE_COMMITTEE),
    (K.BRANCH, K.PART_COMMITTEE),
    (K.GROUP, K.BASE_BRANCH),
    (K.GROUP, K.BRANCH),
}


def one(kind):
    """An organization of that kind, with what it needs above it."""
    if kind == K.PART_COMMITTEE:
        return OrganizationFactory(kind=kind, parent=CommitteeFactory())
    if kind == K.GROUP:
        return OrganizationFactory(kind=kind, parent=OrganizationFactory())
    return OrganizationFactory(kind=kind)


def refusal(function, *arguments, **named):
    with pytest.raises(records.RecordsError) as error:
        function(*arguments, **named)
    return [(f.rule, f.field, f.message) for f in error.value.findings]


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("above", K)
def test_only_legal_kinds_stand_under_each_other(kind, above):
    parent = one(above)
    before = Organization.objects.count()

    if (kind, above) in LEGAL:
        assert OrganizationFactory(kind=kind, parent=parent).parent == parent
        return

    [(rule, field, _)] = refusal(OrganizationFactory, kind=kind, parent=parent)
    assert (rule, field) == (6, "parent")
    assert Organization.objects.count() == before


def test_a_branch_without_a_parent_names_its_superior_outside():
    message = "Chi bộ trực thuộc: chọn tổ chức cấp trên, hoặc ghi cấp trên ngoài."

    assert refusal(OrganizationFactory, external_superior="") == [
        (6, "parent", message)
    ]
    named = OrganizationFactory(external_superior="Đảng bộ Sở")
    assert named.external_superior == "Đảng bộ Sở"


def test_a_group_always_has_its_branch():
    named = {"kind": K.GROUP, "external_superior": "Chi bộ ngoài"}

    assert refusal(OrganizationFactory, **named) == [
        (6, "parent", "Chọn chi bộ mà tổ đảng trực thuộc.")
    ]


def test_there_is_no_circle():
    """No legal kinds make one; broken data is refused all the same."""
    top = CommitteeFactory()
    part = OrganizationFactory(kind=K.PART_COMMITTEE, parent=top)
    Organization.objects.filter(pk=top.pk).update(kind=K.PART_COMMITTEE)
    Organization.objects.filter(pk=part.pk).update(kind=K.BASE_COMMITTEE)
    top.refresh_from_db()
    part.refresh_from_db()

    findings = refusal(
        records.rename,
        top,
        name=top.name,
        parent=part,
        external_superior="",
        on=date(2021, 1, 1),
        by=None,
    )

    message = "Một tổ chức không thể trực thuộc chính nó."
    assert findings == [(6, "parent", message)]


def test_the_parent_exists_from_the_first_day_on():
    parent = CommitteeFactory(name="Đảng bộ B", on=date(2021, 1, 1))

    late = refusal(OrganizationFactory, parent=parent, on=date(2020, 12, 31))

    message = "Đảng bộ B không hoạt động suốt thời gian này."
    assert late == [(6, "parent", message)]
    assert OrganizationFactory(parent=parent, on=date(2021, 1, 1)).parent == parent


def test_nothing_is_put_under_what_has_ended():
    parent = CommitteeFactory(name="Đảng bộ B")
    records.dissolve(parent, on=date(2022, 1, 1), by=None)

    [(rule, field, _)] = refusal(
        OrganizationFactory, parent=parent, on=date(2021, 1, 1)
    )

    assert (rule, field) == (6, "parent")
