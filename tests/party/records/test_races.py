"""Two officers at once: real threads, on whichever database the suite runs."""

import threading
from datetime import date
from functools import partial

import pytest
from django.db import connection

from party import records
from party.enums import MembershipEnd, OfficeRole
from party.models import Member, Membership, Office
from tests.party.factories import (
    MemberFactory,
    OrganizationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2024, 3, 1)


def at_once(*actions):
    """How many of these were refused, begun together in threads of their own."""
    gate, refused = threading.Barrier(len(actions)), []

    def run(action):
        gate.wait()
        try:
            action()
        except records.RecordsError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(refused)


def test_two_officers_transfer_one_member_and_one_of_them_is_refused():
    for _ in range(5):
        member = MemberFactory()
        targets = [OrganizationFactory(), OrganizationFactory()]

        refused = at_once(
            *(
                partial(
                    records.transfer,
                    Member.objects.get(pk=member.pk),
                    to=target,
                    on=DAY,
                    by=None,
                )
                for target in targets
            )
        )

        rows = Membership.objects.filter(member=member)
        assert (refused, rows.count(), rows.open().count()) == (1, 2, 1)


def test_two_officers_appoint_a_secretary_and_one_of_them_is_refused():
    for _ in range(5):
        term = TermFactory()
        people = MemberFactory.create_batch(2, organization=term.organization)

        refused = at_once(
            *(
                partial(
                    records.appoint,
                    person,
                    term=term,
                    role=OfficeRole.SECRETARY,
                    on=DAY,
                    by=None,
                )
                for person in people
            )
        )

        assert (refused, Office.objects.filter(term=term).count()) == (1, 1)


def test_a_member_does_not_leave_and_move_at_once():
    for _ in range(5):
        member = MemberFactory()
        target = OrganizationFactory()

        refused = at_once(
            partial(records.transfer, member, to=target, on=DAY, by=None),
            partial(
                records.leave,
                Member.objects.get(pk=member.pk),
                on=DAY,
                by=None,
                reason=MembershipEnd.LEFT,
            ),
        )

        # Who leaves first cannot move; who moves first has only begun there.
        rows = Membership.objects.filter(member=member)
        assert (refused, rows.filter(ends_on__isnull=False).count()) == (1, 1)
