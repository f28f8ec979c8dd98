"""Party records for tests, made by party.records as an officer would make them.

Default days are in 2020, long past: what has not come is refused.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from party import records
from party.enums import OfficeRole, OrganizationKind
from party.models import Member, Office, Organization, OrganizationAccess, Term
from tests.factories import UserFactory

BEGINNING = date(2020, 1, 1)


class RecordFactory(DjangoModelFactory):
    """Calls a function of party.records: _first is its positional argument."""

    class Meta:
        abstract = True

    by = None

    @classmethod
    def _create(cls, model_class: Any, **fields: Any) -> Any:  # noqa: ARG003
        return cls._write(fields.pop(cls._first), **fields)


class OrganizationFactory(RecordFactory):
    """A branch under a committee outside the office, unless given a parent or kind."""

    class Meta:
        model = Organization

    _write, _first = staticmethod(records.found), "name"

    name = factory.Sequence(lambda n: f"Chi bộ số {n}")
    kind = OrganizationKind.BRANCH
    on = BEGINNING
    parent = None
    external_superior = factory.LazyAttribute(
        lambda row: "" if row.parent else "Đảng bộ cấp trên"
    )


class CommitteeFactory(OrganizationFactory):
    """A base committee ("Đảng bộ cơ sở")."""

    name = factory.Sequence(lambda n: f"Đảng bộ số {n}")
    kind = OrganizationKind.BASE_COMMITTEE


class MemberFactory(RecordFactory):
    """Official since 2016, in the organization since 2020; official_on=None: not."""

    class Meta:
        model = Member

    _write, _first = staticmethod(records.register), "full_name"

    full_name = factory.Sequence(lambda n: f"Nguyễn Văn Thử {n}")
    organization = factory.SubFactory(OrganizationFactory)
    on = BEGINNING
    admitted_on = date(2015, 5, 19)
    official_on = date(2016, 5, 19)


class TermFactory(RecordFactory):
    """From the beginning of 2020 through 2039, longer than any clock of a test."""

    class Meta:
        model = Term

    _write, _first = staticmethod(records.open_term), "organization"

    organization = factory.SubFactory(OrganizationFactory)
    label = "2020–2039"
    on = BEGINNING
    ends_on = date(2039, 12, 31)


class OfficeFactory(RecordFactory):
    """A secretary, unless given a role; of a member of the term's organization."""

    class Meta:
        model = Office

    _write, _first = staticmethod(records.appoint), "member"

    term = factory.SubFactory(TermFactory)
    member = factory.LazyAttribute(
        lambda row: MemberFactory(organization=row.term.organization)
    )
    role = OfficeRole.SECRETARY
    on = BEGINNING


class AccessFactory(DjangoModelFactory):
    """A named officer of one organization: AccessFactory(organization=…).user."""

    class Meta:
        model = OrganizationAccess

    user = factory.LazyFunction(lambda: UserFactory(is_staff=True))
    organization = factory.SubFactory(OrganizationFactory)
    starts_on = BEGINNING
