"""Two officers at one grading in the same moment, each with a connection of its own."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from party import gradings
from party.enums import GradeLevel
from party.gradings import GradingsError
from party.models import Grading
from tests.factories import PartyOfficerFactory
from tests.party.factories import MemberFactory


@pytest.mark.django_db(transaction=True)
def test_of_two_who_grade_at_once_one_is_told():
    officer, member = PartyOfficerFactory(), MemberFactory()
    branch = member.memberships.get().organization
    first = Grading(organization=branch, member=member, year=2025)
    gradings.grade(first, by=officer)
    told, start = [], Barrier(2)

    def write(level: GradeLevel) -> None:
        row = Grading.objects.get()
        row.proposed_level = level
        start.wait(timeout=10)
        try:
            gradings.grade(row, by=officer)
        except GradingsError as error:
            told.extend(it.message for it in error.findings)
        finally:
            connection.close()

    levels = [GradeLevel.GOOD, GradeLevel.DONE]
    people = [Thread(target=write, args=[level]) for level in levels]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert told == ["Xếp loại vừa được người khác sửa. Hãy mở lại trang."]
    row = Grading.objects.get()
    assert row.version == 2
    assert row.proposed_level in levels
